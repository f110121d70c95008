// Warns two minutes before the session ends. The server is asked first, because another window may have been in use.
const WARN_SECONDS = 120;
const dialog = document.getElementById("session-end");
const form = dialog.querySelector("form");
const left = dialog.querySelector("[data-left]");
let timer = 0;
let endsAt = 0;
let over = false;

function inWords(seconds) {
  if (seconds > 90) return "2 minutes";
  if (seconds > 45) return "1 minute";
  return "a few seconds";
}

function sleepUntilWarning(secondsLeft) {
  endsAt = Date.now() + secondsLeft * 1000;
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(secondsLeft - WARN_SECONDS, 1) * 1000);
}

async function ask(options) {
  const response = await fetch(form.action, { headers: { Accept: "application/json" }, ...options });
  return response.ok ? (await response.json()).seconds_left : 0;
}

async function look() {
  let seconds = Math.round((endsAt - Date.now()) / 1000);
  try {
    seconds = await ask();
  } catch {
    // Without a connection the last known end still holds.
  }
  if (seconds <= 0) showOver();
  else if (seconds > WARN_SECONDS + 1) stay(seconds);
  else warn(seconds);
}

function stay(seconds) {
  if (dialog.open) dialog.close();
  sleepUntilWarning(seconds);
}

function warn(seconds) {
  endsAt = Date.now() + seconds * 1000;
  const words = inWords(seconds);
  if (left.textContent !== words) left.textContent = words;
  if (!dialog.open) dialog.showModal();
  clearTimeout(timer);
  timer = setTimeout(look, Math.min(seconds, 15) * 1000);
}

function showOver() {
  over = true;
  clearTimeout(timer);
  dialog.querySelector("#session-end-text").hidden = true;
  dialog.querySelector("[data-over]").hidden = false;
  dialog.setAttribute("aria-describedby", "session-over-text");
  form.querySelector("[data-stay]").hidden = true;
  form.querySelector("[data-close]").hidden = false;
  if (!dialog.open) dialog.showModal();
}

async function stillHere() {
  try {
    const seconds = await ask({ method: "POST", body: new FormData(form) });
    if (seconds > 0) stay(seconds);
    else showOver();
  } catch {
    warn(Math.max(Math.round((endsAt - Date.now()) / 1000), 1));
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  stillHere();
});
form.querySelector("[data-close] button").addEventListener("click", () => dialog.close());
dialog.addEventListener("cancel", (event) => {
  // Escape also says that someone is there.
  if (!over) {
    event.preventDefault();
    stillHere();
  }
});
document.addEventListener("visibilitychange", () => {
  // A sleeping computer's timers run late: look again as soon as someone looks.
  if (document.visibilityState === "visible" && !over) look();
});
look();
