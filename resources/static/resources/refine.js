// The directory's filters with a script: each choice refines the list at once, and nothing the reader did is undone.
// Without it the same form has a button.

const FORM = "directory-form";
const PART = "directory-search";
let kept = null;

const form = () => document.getElementById(FORM);
const within = (selector) => [...document.querySelectorAll(`#${PART} ${selector}`)];

function keep() {
  const focused = document.activeElement;
  kept = {
    focus: focused?.closest(`#${PART}`) ? focused.id : "",
    top: focused?.getBoundingClientRect().top,
    text: focused?.matches("input:not([type=checkbox])") ? focused.value : null,
    open: new Map(within("details[id]").map((fold) => [fold.id, fold.open])),
    scrolled: new Map(within(".directory-facet__long").map((list) => [list.id, list.scrollTop])),
    typed: new Map(within("[data-narrows]").map((box) => [box.id, box.value])),
  };
}

// The field of words stays as it is, since its suggestions are bound to it; only its text may have changed.
function followWords() {
  const field = document.getElementById("directory-text");
  if (field && field !== document.activeElement) field.value = document.getElementById(PART).dataset.text;
}

// The address is ours to keep: htmx would leave it, with what somebody looked for, in the browser's storage.
const shown = () => document.getElementById(PART).dataset.address;
const here = () => window.location.pathname + window.location.search;

function restore() {
  begin();
  followWords();
  if (shown() !== here()) window.history.pushState(null, "", shown());
  if (!kept) return;
  for (const [id, open] of kept.open) {
    const fold = document.getElementById(id);
    if (fold) fold.open = open;
  }
  for (const [id, text] of kept.typed) {
    const box = document.getElementById(id);
    if (box && text) {
      box.value = text;
      narrow(box);
    }
  }
  for (const [id, top] of kept.scrolled) {
    const list = document.getElementById(id);
    if (list) list.scrollTop = top;
  }
  const focus = kept.focus && document.getElementById(kept.focus);
  if (focus) {
    if (kept.text !== null) focus.value = kept.text;
    focus.focus({ preventScroll: true });
    window.scrollBy(0, focus.getBoundingClientRect().top - kept.top);
  } else {
    document.getElementById("directory-count")?.focus();
  }
  kept = null;
}

// A long list of values is shortened to those that hold what is typed; chosen ones stay.
function narrow(box) {
  const wanted = box.value.trim().toLowerCase();
  for (const row of document.querySelectorAll(`#${box.dataset.narrows} [data-label]`)) {
    row.hidden = !row.dataset.label.toLowerCase().includes(wanted) && !row.querySelector("input").checked;
  }
}

// With a script the boxes narrow the list in place of choosing by name, so they send nothing.
function begin() {
  for (const box of within("[data-narrows]")) {
    box.removeAttribute("name");
    box.removeAttribute("list");
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-narrows]")) narrow(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("[data-narrows]")) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form?.id === FORM && (field.type === "checkbox" || field.matches("select"))) {
    window.htmx.trigger(form(), "refine");
  }
});

// The button at the end of the panel shows the list: on a phone the panel folds away.
document.addEventListener("submit", (event) => {
  if (event.target.id === FORM && event.submitter?.dataset.closes) {
    document.getElementById(event.submitter.dataset.closes).open = false;
    event.submitter.blur();
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === PART) keep();
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === PART) restore();
});
window.addEventListener("popstate", () => {
  if (shown() !== here()) window.location.reload();
});
// Whatever goes wrong with the quick way, the plain way gives the whole page, or says what is wrong.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const link = event.detail.elt.closest("a[href]");
    if (link) window.location.assign(link.href);
    else form()?.submit();
  });
}

begin();

// htmx notes the address, with what somebody looked for, in the browser's storage: nothing of ours stays there.
try {
  window.sessionStorage.removeItem("htmx-current-path-for-history");
} catch {
  // This browser keeps no storage at all.
}
