/* Leaves the page so that "back" doesn't return to it: a press on the link, or Escape twice within a second and a half.
   Without this the link is a plain link. */

const TWICE_WITHIN_MS = 1500;
const link = document.querySelector("[data-quick-exit]");
let lastEscape = -Infinity;

function leave() {
  // Out of sight first: the other site may take a while to answer.
  document.documentElement.hidden = true;
  document.title = "";
  history.replaceState(null, "", "/");
  location.replace(link.href);
}

if (link) {
  document.querySelector("[data-quick-exit-keys]").hidden = false;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - lastEscape < TWICE_WITHIN_MS) leave();
    lastEscape = event.timeStamp;
  });
}
