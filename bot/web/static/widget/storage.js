// What a reload must not lose, for this tab only: the conversation's key and what is still unsent. A conversation that
// its resident wants to continue later is also remembered on the device, for as long as it can be continued.

/** A small record in sessionStorage; kept in memory alone where the browser forbids storage. */
export class Storage {
  #key;
  #memory = null;

  /** @param {string} base address of the service: two of them on one page do not mix */
  constructor(base) {
    this.#key = `opastin:${base}`;
  }

  /** @returns {object|null} */
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "null") ?? this.#remembered();
    } catch {
      return this.#memory;
    }
  }

  /** @param {string} until the last day (2026-11-29) on which the conversation is found on this device again */
  remember(until) {
    const { id, token, seq, language, page } = this.read() ?? {};
    this.#onDevice((device) => id && device.setItem(this.#key, JSON.stringify({ id, token, seq, language, page, until })));
  }

  /** The conversation goes on, or is over: only this tab knows of it. */
  forgetOnDevice() {
    this.#onDevice((device) => device.removeItem(this.#key));
  }

  #remembered() {
    const record = JSON.parse(this.#onDevice((device) => device.getItem(this.#key)) ?? "null");
    if (!record) return null;
    const { until, ...known } = record;
    if (until >= new Date().toISOString().slice(0, 10)) return known;
    this.forgetOnDevice();
    return null;
  }

  #onDevice(use) {
    try {
      return use(localStorage);
    } catch {
      return null; // the browser forbids it: then only the tab remembers
    }
  }

  /** Forget everything. */
  clear() {
    this.#memory = null;
    this.forgetOnDevice();
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // nothing was kept there
    }
  }

  /** @param {object} change merged into the record */
  update(change) {
    this.#memory = { ...this.read(), ...change };
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#memory));
    } catch {
      // the record in memory serves until the page is left
    }
  }
}
