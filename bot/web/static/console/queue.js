// Follows the queue by long polling, and keeps the nurse's presence alive from the same loop: answers of the network
// come in time also in a tab in the background, where timers are slowed down to once a minute.

import { ApiError, NetworkError, backoff } from "../shared/http.js";

const WAIT = 15; // seconds; a heartbeat goes before each question, and the server waits a minute for one
const FRESH = 5_000; // ms; the queue can change many times a second, presence need not be told as often

/** Queue, own conversations and call-backs, always the newest. */
export class QueueWatch {
  #api;
  #tell;
  #version = "";
  #beat = 0;
  #interrupt = () => {};
  onDuty = false;

  /**
   * @param {ReturnType<import("./api.js").createApi>} api
   * @param {{changed: (lists: object) => void, connection: (good: boolean) => void, signedOut: () => void}} tell
   */
  constructor(api, tell) {
    this.#api = api;
    this.#tell = tell;
  }

  /** Go on duty or off it. */
  async setDuty(onDuty) {
    this.onDuty = onDuty;
    await this.#api.presence(onDuty);
  }

  /** Look at once: something was just done here. */
  refresh() {
    this.#version = "";
    this.#interrupt();
  }

  /** Follow until signed out. */
  async run() {
    let failures = 0;
    for (;;) {
      const abort = new AbortController();
      this.#interrupt = () => abort.abort();
      try {
        await this.#heartbeat();
        const lists = await this.#api.queue(this.#version, this.#version ? WAIT : 0, abort.signal);
        failures = 0;
        this.#tell.connection(true);
        if (lists.version !== this.#version) this.#tell.changed({ ...lists, at: Date.now() });
        this.#version = lists.version;
      } catch (error) {
        if (error.name === "AbortError") continue;
        if (error instanceof ApiError && [401, 403].includes(error.status)) return this.#tell.signedOut();
        if (!(error instanceof ApiError || error instanceof NetworkError)) throw error;
        failures += 1;
        this.#tell.connection(false);
        await new Promise((resolve) => setTimeout(resolve, backoff(failures) * 1000));
      }
    }
  }

  async #heartbeat() {
    if (!this.onDuty || Date.now() - this.#beat < FRESH) return;
    await this.#api.presence(true);
    this.#beat = Date.now();
  }
}
