// What a reload must not lose, for this tab only: the conversation's key and what is still unsent.

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
      return JSON.parse(sessionStorage.getItem(this.#key) ?? "null");
    } catch {
      return this.#memory;
    }
  }

  /** Forget everything. */
  clear() {
    this.#memory = null;
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
