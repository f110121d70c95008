// Puts new entries at the end of the thread as they arrive, and keeps the reader's place.

import { catchUp } from "../live/live.js";
import { onReply } from "./reply.js";

// As near to the end as this counts as reading the newest.
const NEAR = 120;

const thread = document.querySelector("[data-thread]");
const log = thread.querySelector("[data-thread-log]");
const notice = thread.querySelector("[data-thread-new]");
let last = Number(thread.dataset.liveAfter);
let unseen = [];

const atTheEnd = () => log.getBoundingClientRect().bottom <= innerHeight + NEAR;

function append(event) {
  log.insertAdjacentHTML("beforeend", event.html);
  last = event.seq;
  return event.kind === "post" ? log.lastElementChild : null;
}

// The reader is never moved: what arrived out of sight is announced by a link.
function announce() {
  notice.hidden = unseen.length === 0;
  if (unseen.length) {
    const link = notice.querySelector("a");
    link.href = `#${unseen[0].id}`;
    link.textContent = unseen.length === 1 ? "1 new reply" : `${unseen.length} new replies`;
  }
}

thread.addEventListener("live:events", ({ detail }) => {
  const wasAtTheEnd = atTheEnd();
  const posts = detail.events.filter((event) => event.seq > last).map(append).filter(Boolean);
  thread.querySelector("[data-thread-empty]")?.remove();
  if (!wasAtTheEnd) {
    unseen.push(...posts);
    announce();
  }
});

function seen() {
  if (unseen.length && atTheEnd()) {
    unseen = [];
    announce();
  }
}

addEventListener("scroll", seen, { passive: true });
notice.addEventListener("click", () => {
  unseen = [];
  notice.hidden = true;
});

onReply(thread, () => catchUp(thread.dataset.liveTopic));
