// One WebSocket. It only listens; what it says is from where it wants to be told.

// The server speaks at least every 25 seconds. Silence for longer is a connection that died without saying so.
const SILENCE = 40000;

export const SIGN_IN = 4401;

export class LiveSocket {
  #socket;
  #watchdog;
  #on;
  #ended = false;

  constructor(url, on) {
    this.#on = on;
    this.#socket = new WebSocket(url);
    this.#socket.addEventListener("open", () => on.open());
    this.#socket.addEventListener("message", (message) => this.#heard(message.data));
    this.#socket.addEventListener("close", (close) => this.#end(close.code));
    this.#watch();
  }

  follow(places) {
    if (this.#socket.readyState === WebSocket.OPEN && Object.keys(places).length) {
      this.#socket.send(JSON.stringify({ follow: places }));
    }
  }

  close() {
    this.#socket.close();
    this.#end(1000);
  }

  #heard(text) {
    this.#watch();
    this.#on.frame(JSON.parse(text));
  }

  #watch() {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.close(), SILENCE);
  }

  // Called by whichever comes first, our own closing or the browser's word of it, which can be minutes late.
  #end(code) {
    clearTimeout(this.#watchdog);
    if (!this.#ended) {
      this.#ended = true;
      this.#on.end(code);
    }
  }
}
