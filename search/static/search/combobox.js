/* Suggestions under a search field: the combobox with a list of WAI-ARIA 1.2. Without this the field is a plain one.

   The list is markup from the server; Enter on a line goes to its address, Enter in the field searches as ever. */

const WAIT_MILLISECONDS = 180;
const LEAST_CHARACTERS = 2;

class Combobox {
  constructor(box) {
    this.address = box.dataset.suggest;
    this.field = box.querySelector("input");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[role=status]");
    this.active = -1;
    this.timer = 0;
    this.asking = null;
    this.prepareField();
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus from the field.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  prepareField() {
    // A search field may not be a combobox (ARIA in HTML); a text field may.
    this.field.type = "text";
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-expanded", "false");
    this.field.setAttribute("aria-controls", this.list.id);
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  typed() {
    this.stop();
    if (this.field.value.trim().length < LEAST_CHARACTERS) this.close();
    else this.timer = setTimeout(() => this.ask(), WAIT_MILLISECONDS);
  }

  async ask() {
    const asking = new AbortController();
    this.asking = asking;
    try {
      const query = new URLSearchParams({ q: this.field.value });
      const answer = await fetch(`${this.address}?${query}`, { signal: asking.signal });
      const lines = answer.ok ? await answer.text() : "";
      if (this.asking === asking) this.show(lines);
    } catch {
      // Stopped by the next letter, or no connection: the field still searches.
    }
  }

  show(lines) {
    this.list.innerHTML = lines;
    this.active = -1;
    this.field.removeAttribute("aria-activedescendant");
    const options = this.options;
    options.forEach((option, place) => (option.id = `${this.list.id}-${place}`));
    this.toggle(options.length > 0);
    this.say(options.length);
  }

  say(count) {
    const lines = count === 1 ? "1 suggestion" : `${count} suggestions`;
    this.status.textContent = count ? `${lines}. Use the up and down arrow keys.` : "No suggestions.";
  }

  toggle(open) {
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.asking = null;
  }

  close() {
    this.stop();
    this.choose(-1);
    this.toggle(false);
    this.status.textContent = "";
  }

  pressed(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      this.toggle(true);
      this.move(step);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter" && this.isOpen && this.active >= 0) {
      event.preventDefault();
      this.go(this.options[this.active]);
    }
  }

  /* One place on, around the list; between its last line and its first stands the field itself. */
  move(step) {
    const places = this.options.length + 1;
    this.choose(((this.active + 1 + step + places) % places) - 1);
  }

  choose(place) {
    const options = this.options;
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = options[place];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  go(option) {
    if (option) window.location.assign(option.dataset.url);
  }
}

for (const box of document.querySelectorAll("[data-suggest]")) new Combobox(box);
