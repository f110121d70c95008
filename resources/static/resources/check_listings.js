/* "Check all" without leaving the page, and with what was typed kept. Without this the links open the page anew. */

const boxes = (part) => document.querySelectorAll(`${part}input[name=listing]`);

function check(which) {
  for (const box of boxes("")) box.checked = which === "all";
  if (which === "first") for (const box of boxes("[data-part=first] ")) box.checked = true;
}

for (const link of document.querySelectorAll("[data-check]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    check(link.dataset.check);
  });
}
