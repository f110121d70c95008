// A button that copies the text of another element, and says that it did.

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = document.getElementById(button.dataset.says);
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).innerText);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Your browser didn't allow copying. Select the text and copy it yourself.";
    }
  });
}
