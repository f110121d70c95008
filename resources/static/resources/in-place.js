/* Sends a small form (data-in-place) without leaving the page. The answer brings the part around it (data-part) drawn
   anew, and one sentence for the page's status line (data-said). Without this the same form reloads the page. */

const FAILED = "That could not be saved. Check the connection and tap again.";

function say(text) {
  document.querySelector("[data-said]").textContent = text;
}

// The token in the page is void after signing in again in another tab; the cookie has the one in force.
function refreshToken(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (cookie) form.elements.csrfmiddlewaretoken.value = cookie[1];
}

async function send(form, button) {
  refreshToken(form);
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form, button),
    headers: { Accept: "application/json" },
  });
  const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
  return isAnswer ? response.json() : { said: FAILED };
}

// The button that was pressed, in the part as it is now; or else the part's first one.
function focusOn(part, pressed) {
  const buttons = [...part.querySelectorAll("button")];
  const same = buttons.find((each) => each.name === pressed.name && each.value === pressed.value);
  (same ?? buttons[0])?.focus({ preventScroll: true });
}

function complain(form, text, url) {
  form.querySelector("[role=alert]")?.remove();
  const problem = document.createElement("p");
  problem.className = "usa-error-message";
  problem.setAttribute("role", "alert");
  problem.textContent = text;
  if (url) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = "Sign in again";
    problem.append(" ", link);
  }
  form.prepend(problem);
}

function show(form, button, answer) {
  if (!answer.html) {
    complain(form, answer.said ?? answer.detail ?? FAILED, answer.url); // the detail is the gate's: signed out, say
    return;
  }
  const part = form.closest("[data-part]");
  const fresh = document.createElement("template");
  fresh.innerHTML = answer.html;
  const drawn = fresh.content.querySelector("[data-part]");
  keepOpen(part, drawn);
  part.replaceWith(drawn);
  focusOn(drawn, button);
  say(answer.said);
}

// What the reader had opened in the part stays open.
function keepOpen(part, drawn) {
  const after = drawn.querySelectorAll("details");
  part.querySelectorAll("details").forEach((each, place) => {
    if (after[place]) after[place].open = each.open;
  });
}

document.addEventListener("submit", async (submit) => {
  const form = submit.target;
  if (!form.matches("[data-in-place]")) return;
  submit.preventDefault();
  const part = form.closest("[data-part]");
  if (part.dataset.sending) return; // a second tap while the first is on its way
  part.dataset.sending = "yes";
  const answer = await send(form, submit.submitter).catch(() => ({ said: FAILED }));
  delete part.dataset.sending;
  show(form, submit.submitter, answer);
});
