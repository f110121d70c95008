/* A <details> menu closes on Escape and when the reader turns to something else. Without this it stays open until its
   summary is pressed again. */

const menus = document.querySelectorAll("details.pact-menu");

function close(menu) {
  menu.open = false;
}

for (const menu of menus) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close(menu);
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
  });
}

document.addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) close(menu);
});
