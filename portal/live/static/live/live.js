// The page's one connection. An element says what it follows:
//   <section data-live-topic="thread:12" data-live-after="7" data-live-poll="/live/thread:12/">
// and hears, as events of its own that bubble: "live:events" (detail.events), "live:dropped", "live:stale".
// Every [data-live-status] says in words how the page is kept up to date.

import { Connection } from "./connection.js";

const WORDS = {
  live: "New entries appear here by themselves.",
  connecting: "The connection was lost. Trying again.",
  polling: "This page checks for new entries every 10 seconds.",
  offline: "You are offline. New entries appear when you are connected again.",
  dropped: "This is no longer shared with you, so nothing new appears here.",
  stale: "This page is out of date. Reload it to see what changed.",
};

const elements = () => [...document.querySelectorAll("[data-live-topic]")];

function tell(topic, name, detail = {}) {
  for (const element of elements().filter((each) => each.dataset.liveTopic === topic)) {
    element.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { topic, ...detail } }));
  }
}

function say(text) {
  for (const line of document.querySelectorAll("[data-live-status]")) {
    if (line.textContent !== text) {
      line.textContent = text; // said once: a status that is set again is read out again
    }
  }
}

const somethingTyped = () => [...document.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);

function signedOut() {
  const signIn = `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
  if (!somethingTyped()) {
    location.assign(signIn);
    return;
  }
  say("You were signed out. What you typed is still here: ");
  for (const line of document.querySelectorAll("[data-live-status]")) {
    const link = Object.assign(document.createElement("a"), { href: signIn, target: "_blank", rel: "noopener" });
    link.textContent = "sign in in a new tab";
    line.append(link, ", then come back to this one and send it.");
  }
  addEventListener("focus", () => connection.restart(), { once: true });
}

const socketUrl = new URL("/ws/live/", location.href);
socketUrl.protocol = location.protocol === "https:" ? "wss:" : "ws:";

const connection = new Connection(socketUrl, {
  events: (topic, events) => tell(topic, "live:events", { events }),
  state: (name) => (name === "signed-out" ? signedOut() : say(WORDS[name])),
  dropped: (topic) => {
    say(WORDS.dropped);
    tell(topic, "live:dropped");
  },
  stale: (topic) => {
    say(WORDS.stale);
    tell(topic, "live:stale");
  },
});

// Asks at once for what is new on a topic.
export const catchUp = (topic) => connection.catchUp(topic);

for (const element of elements()) {
  connection.follow(element.dataset.liveTopic, Number(element.dataset.liveAfter), element.dataset.livePoll);
}
if (elements().length) {
  connection.connect();
}
