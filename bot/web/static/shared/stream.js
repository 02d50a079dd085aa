// Messages of one conversation, each exactly once and in order, over a WebSocket or, where none gets through, by
// long polling. Both resume after the last seq received.

import { ApiError, NetworkError, backoff } from "./http.js";

const POLL_WAIT = 25; // seconds
const IDLE = 60_000; // ms of silence after which a socket is opened anew: a phone's dead connection looks open
const MISSES_BEFORE_POLLING = 2;
const POLLS_BEFORE_SOCKET = 20;
const GONE_CODES = [4401, 4404];

/** The stream is over: the conversation is gone or not ours. */
class Gone extends Error {}

/** Receives until stopped. */
export class MessageStream {
  #setup;
  #running = false;
  #interrupt = () => {};

  /**
   * @param {{
   *   after: number,
   *   openSocket: (after: number) => WebSocket,
   *   poll: (after: number, wait: number, signal: AbortSignal) => Promise<Array<{seq: number}>>,
   *   onMessages: (messages: Array<{seq: number}>) => void,
   *   onState: (state: "online"|"offline") => void,
   *   onGone: () => void,
   * }} setup
   */
  constructor(setup) {
    this.#setup = setup;
    this.after = setup.after;
  }

  /** Begin receiving. */
  start() {
    if (this.#running) return;
    this.#running = true;
    for (const change of ["online", "offline"]) addEventListener(change, this.refresh);
    document.addEventListener("visibilitychange", this.#onVisible);
    this.#run();
  }

  /** Stop for good. */
  stop() {
    this.#running = false;
    for (const change of ["online", "offline"]) removeEventListener(change, this.refresh);
    document.removeEventListener("visibilitychange", this.#onVisible);
    this.#interrupt();
  }

  /** Drop the present connection or pause and connect anew: it may have died without a sign. */
  refresh = () => this.#interrupt();

  #onVisible = () => {
    if (document.visibilityState === "visible") this.refresh();
  };

  async #run() {
    let failures = 0;
    let misses = 0;
    let polls = 0;
    while (this.#running) {
      try {
        if (misses < MISSES_BEFORE_POLLING) {
          if (await this.#socketRound()) [failures, misses] = [0, 0];
          else misses += 1;
        } else {
          await this.#pollRound();
          if (failures || (polls += 1) % POLLS_BEFORE_SOCKET === 0) misses = 0; // the network changed: a socket again
          failures = 0;
        }
      } catch (error) {
        if (!this.#running) return;
        if (isGone(error)) {
          this.stop();
          this.#setup.onGone();
          return;
        }
        if (!(error instanceof ApiError || error instanceof NetworkError)) throw error;
        failures += 1;
        this.#setup.onState("offline");
        await this.#pause(backoff(failures) * 1000);
      }
    }
  }

  /** One WebSocket until it closes; whether it was of any use. */
  #socketRound() {
    return new Promise((resolve, reject) => {
      const socket = this.#setup.openSocket(this.after);
      const began = Date.now();
      let opened = false;
      let idle;
      const restart = () => {
        clearTimeout(idle);
        idle = setTimeout(() => socket.close(), IDLE);
      };
      restart();
      this.#interrupt = () => socket.close();
      socket.onopen = () => {
        opened = true;
        this.#setup.onState("online");
      };
      socket.onmessage = (event) => {
        restart();
        this.#accept(JSON.parse(event.data).messages);
      };
      socket.onclose = (event) => {
        clearTimeout(idle);
        if (GONE_CODES.includes(event.code)) reject(new Gone());
        else resolve(opened && Date.now() - began > 1000);
      };
    });
  }

  async #pollRound() {
    const abort = new AbortController();
    this.#interrupt = () => abort.abort();
    try {
      const messages = await this.#setup.poll(this.after, POLL_WAIT, abort.signal);
      this.#setup.onState("online");
      this.#accept(messages);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  #accept(messages) {
    const fresh = messages.filter((message) => message.seq > this.after);
    if (!fresh.length || !this.#running) return;
    this.after = fresh[fresh.length - 1].seq;
    this.#setup.onMessages(fresh);
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function isGone(error) {
  return error instanceof Gone || (error instanceof ApiError && [401, 404].includes(error.status));
}
