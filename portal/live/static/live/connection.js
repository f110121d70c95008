// Keeps the page up to date on its topics: a socket, resumed after every break, and polling while there is none.
// It knows topics, numbers and states, and nothing of what an event means.

import { inOrder } from "./order.js";
import { pauseBefore } from "./pace.js";
import { ask, NotAllowed, Polling, SignedOut } from "./polling.js";
import { LiveSocket, SIGN_IN } from "./socket.js";

// A network that forbids sockets fails every time; one that stumbles recovers within these tries.
const TRIES_BEFORE_POLLING = 2;

export class Connection {
  #topics = new Map(); // name -> { last, pollUrl }
  #socket = null;
  #failures = 0;
  #retry;
  #over = false;
  #polling = new Polling(() => this.#pollAll());

  // `on` has events(topic, events), state(name), dropped(topic), stale(topic).
  constructor(url, on) {
    this.url = url;
    this.on = on;
    addEventListener("online", () => this.#reconnectNow());
    addEventListener("offline", () => this.on.state("offline"));
    // A page that comes back from the background or the history may hold a socket that died meanwhile.
    addEventListener("pageshow", (shown) => shown.persisted && this.#reconnectNow());
  }

  follow(topic, last, pollUrl) {
    this.#topics.set(topic, { last, pollUrl });
    this.#socket?.follow({ [topic]: last });
  }

  connect() {
    const socket = new LiveSocket(this.url, {
      open: () => this.#opened(),
      frame: (frame) => socket === this.#socket && this.#heard(frame),
      end: (code) => socket === this.#socket && this.#ended(code),
    });
    this.#socket = socket;
  }

  // After the person has signed in again.
  restart() {
    this.#over = false;
    this.#failures = 0;
    this.connect();
  }

  // Asks for what is new without waiting for the socket, for example after this page itself has sent something.
  async catchUp(topic) {
    const known = this.#topics.get(topic);
    if (!known) {
      return;
    }
    try {
      const answer = await ask(known.pollUrl, known.last);
      this.#apply(topic, answer.events);
      this.#compare(topic, answer.head);
    } catch (error) {
      if (error instanceof SignedOut) {
        this.#signedOut();
      } else if (error instanceof NotAllowed) {
        this.#drop(topic);
      } else {
        this.on.state(navigator.onLine ? "connecting" : "offline");
      }
    }
  }

  #opened() {
    this.#socket.follow(Object.fromEntries([...this.#topics].map(([topic, known]) => [topic, known.last])));
  }

  #heard(frame) {
    if (frame.type === "events") {
      this.#apply(frame.topic, frame.events);
    } else if (frame.type === "dropped") {
      this.#drop(frame.topic);
    } else if (frame.type === "heartbeat") {
      this.#failures = 0;
      this.#polling.stop();
      this.on.state("live");
      for (const [topic, head] of Object.entries(frame.heads)) {
        this.#compare(topic, head);
      }
    }
  }

  #apply(topic, events) {
    const known = this.#topics.get(topic);
    if (!known) {
      return;
    }
    const { fresh, gap } = inOrder(known.last, events);
    if (fresh.length) {
      known.last = fresh.at(-1).seq;
      this.on.events(topic, fresh);
    }
    if (gap) {
      this.#socket?.follow({ [topic]: known.last });
    }
  }

  // A head below what the page shows is another history: nothing that follows could be put in order.
  #compare(topic, head) {
    const known = this.#topics.get(topic);
    if (known && head < known.last) {
      this.#forget(topic);
      this.on.stale(topic);
    }
  }

  #drop(topic) {
    if (this.#topics.has(topic)) {
      this.#forget(topic);
      this.on.dropped(topic);
    }
  }

  #forget(topic) {
    this.#topics.delete(topic);
    if (!this.#topics.size) {
      this.#stop();
    }
  }

  #ended(code) {
    this.#socket = null;
    if (this.#over) {
      return;
    }
    if (code === SIGN_IN) {
      this.#signedOut();
      return;
    }
    this.#failures += 1;
    if (this.#failures > TRIES_BEFORE_POLLING) {
      this.#polling.start();
    } else {
      this.on.state(navigator.onLine ? "connecting" : "offline");
    }
    this.#retry = setTimeout(() => this.connect(), pauseBefore(this.#failures - 1));
  }

  async #pollAll() {
    if (!navigator.onLine) {
      return;
    }
    this.on.state("polling");
    await Promise.all([...this.#topics.keys()].map((topic) => this.catchUp(topic)));
  }

  #reconnectNow() {
    if (this.#over) {
      return;
    }
    clearTimeout(this.#retry);
    const old = this.#socket;
    this.#socket = null;
    old?.close();
    this.connect();
  }

  #signedOut() {
    if (this.#over) {
      return;
    }
    this.#stop();
    this.on.state("signed-out");
  }

  #stop() {
    this.#over = true;
    clearTimeout(this.#retry);
    this.#polling.stop();
    this.#socket?.close();
  }
}
