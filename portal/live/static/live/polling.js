// Asking for what is new by an ordinary request: when sockets are not to be had, and when a page can't wait.

// Often enough for a conversation, rare enough for a thousand pages.
const EVERY = 10000;

export class SignedOut extends Error {}
export class NotAllowed extends Error {}

export async function ask(url, after) {
  const response = await fetch(`${url}?after=${after}`, {
    headers: { Accept: "application/json" },
    cache: "no-store",
    redirect: "manual",
  });
  // 403: signed in, but the second factor or the terms are asked for again. Both are settled on the sign-in's pages.
  if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
    throw new SignedOut();
  }
  if (response.status === 404) {
    throw new NotAllowed();
  }
  if (!response.ok) {
    throw new Error(`answered ${response.status}`);
  }
  return response.json();
}

export class Polling {
  #timer;
  #round;

  constructor(round) {
    this.#round = round;
  }

  start() {
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => this.#round(), EVERY);
      this.#round();
    }
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
