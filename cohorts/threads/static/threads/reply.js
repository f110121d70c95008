// Sends the reply form without leaving the page. The server does the same for it as for the plain form.

const FAILED = "Your reply could not be sent. Your text is still here: check the connection and send it again.";

function say(form, text) {
  form.querySelector("[data-thread-sending]").textContent = text;
}

// The token in the page is void after signing in again in another tab; the cookie has the one in force.
function refreshToken(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (cookie) {
    form.elements.csrfmiddlewaretoken.value = cookie[1];
  }
}

async function send(form, button) {
  refreshToken(form);
  const response = await fetch(form.action, {
    method: "POST",
    body: new FormData(form, button),
    headers: { Accept: "application/json" },
  });
  const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
  return isAnswer ? response.json() : { notice: FAILED };
}

function show(form, answer) {
  if (answer.notice || answer.detail) {
    say(form, answer.notice ?? answer.detail); // the detail is the gate's: signed out, or a factor is asked for again
  } else if (answer.form) {
    // Refused: the form comes back with the reason and with what was typed.
    form.outerHTML = answer.form;
    const again = document.querySelector("[data-thread-form]");
    (again.querySelector("[role=alert]") ?? again).focus();
  } else {
    form.elements.body.value = "";
    form.elements.key.value = answer.key;
    form.querySelectorAll("[role=alert]").forEach((refusal) => refusal.remove());
    say(form, "Your reply was sent.");
  }
}

export function onReply(thread, sent) {
  thread.addEventListener("submit", async (submit) => {
    const form = submit.target;
    submit.preventDefault();
    if (form.dataset.sending) {
      return; // a second click while the first is on its way
    }
    form.dataset.sending = "yes";
    form.elements.send.setAttribute("aria-disabled", "true"); // not disabled: the focus stays where it is
    say(form, "Sending …");
    const answer = await send(form, submit.submitter).catch(() => ({ notice: FAILED }));
    delete form.dataset.sending;
    form.elements.send.removeAttribute("aria-disabled");
    show(form, answer);
    if (answer.seq) {
      sent();
    }
  });
}
