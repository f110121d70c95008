/* The buttons beside a number change it on the page, and nothing is sent before "Save". Without this each press sends the
   form, which comes back with the other number. */

for (const form of document.querySelectorAll("[data-count]")) {
  const { open, total } = form.elements;

  form.addEventListener("click", (event) => {
    const step = Number(event.target.closest("[name=step]")?.value);
    if (!step) return;
    event.preventDefault();
    const most = total.value === "" ? Number(open.max) : Number(total.value);
    open.value = Math.max(0, Math.min(Number(open.value) + step, most));
  });
}
