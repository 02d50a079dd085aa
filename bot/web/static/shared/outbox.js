// Messages on their way to the server, one at a time and in order. A message keeps its client_id however often it is
// tried, so that the server stores it once.

import { uuid } from "./dom.js";
import { backoff } from "./http.js";

/**
 * @typedef {Object} Item
 * @property {string} clientId
 * @property {string} [text]
 * @property {string} [payload]
 * @property {string} [service] id of a service that a nurse sends
 * @property {string} label what the writer sees while it is on its way
 * @property {"sending"|"waiting"|"sent"} state
 * @property {number} [seq] its place in the conversation, once stored
 */

/** Sends until everything has been acknowledged. */
export class Outbox {
  #post;
  #onChange;
  #onRefused;
  #lastSeq;
  #busy = false;
  #stopped = false;
  #wake = () => {};

  /**
   * @param {{
   *   post: (item: Item) => Promise<{seq: number}>,
   *   onChange: (items: Item[]) => void,
   *   onRefused: (item: Item, error: Error) => void,
   *   items?: Item[],
   *   lastSeq?: number,
   * }} setup `items` are those a reload interrupted; `lastSeq` is the newest message of this sender already shown
   */
  constructor({ post, onChange, onRefused, items = [], lastSeq = 0 }) {
    this.#lastSeq = lastSeq;
    this.#post = post;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    /** @type {Item[]} */
    this.items = items.map((item) => ({ ...item, state: "sending" }));
    addEventListener("online", this.retryNow);
    this.#work();
  }

  /**
   * Queue a message.
   * @param {{text?: string, payload?: string, service?: string, label: string}} message
   */
  add(message) {
    this.items.push({ clientId: uuid(), state: "sending", ...message });
    this.#changed();
    this.#work();
  }

  /** Try again without waiting. */
  retryNow = () => this.#wake();

  /**
   * The stream has brought messages: what it shows is no longer on its way.
   * @param {Array<{seq: number, sender: string}>} messages
   * @param {string} sender whose messages this outbox sends
   */
  delivered(messages, sender) {
    const own = messages.filter((message) => message.sender === sender);
    if (!own.length) return;
    const seqs = new Set(own.map((message) => message.seq));
    this.items = this.items.filter((item) => !(item.seq && seqs.has(item.seq)));
    const first = this.items[0];
    // The stream can be quicker than the acknowledgement: the oldest on its way is then the one that came.
    if (first && !first.seq && own.some((message) => message.seq > this.#lastSeq)) first.shown = true;
    this.#lastSeq = Math.max(...seqs, this.#lastSeq);
    this.#changed();
  }

  /** Forget everything and stop. */
  stop() {
    this.#stopped = true;
    this.items = [];
    removeEventListener("online", this.retryNow);
    this.#wake();
  }

  async #work() {
    if (this.#busy) return;
    this.#busy = true;
    let failures = 0;
    for (let item = this.#next(); item && !this.#stopped; item = this.#next()) {
      try {
        const { seq } = await this.#post(item);
        failures = 0;
        item.seq = seq;
        item.state = "sent";
        if (seq <= this.#lastSeq) this.#remove(item);
        this.#changed();
      } catch (error) {
        if (this.#stopped) break;
        if (!error.retry) {
          this.#remove(item);
          this.#changed();
          this.#onRefused(item, error);
          continue;
        }
        failures += 1;
        item.state = "waiting";
        item.shown = false;
        this.#changed();
        await this.#pause(backoff(failures) * 1000);
        item.state = "sending";
        this.#changed();
      }
    }
    this.#busy = false;
  }

  #next() {
    return this.items.find((item) => item.state !== "sent");
  }

  #remove(item) {
    this.items = this.items.filter((other) => other !== item);
  }

  #changed() {
    if (!this.#stopped) this.#onChange(this.items.filter((item) => !item.shown));
  }

  #pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
