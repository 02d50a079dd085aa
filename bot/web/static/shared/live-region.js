// What a screen reader is told, apart from the visible messages. Each node is removed after a second, so that
// the region is never read again as content.

import { el } from "./dom.js";

const KEPT = 1000;

/** Two live regions, polite and assertive. */
export class LiveRegion {
  constructor() {
    this.polite = el("div", { class: "visually-hidden", "aria-live": "polite", "aria-relevant": "additions" });
    this.assertive = el("div", { class: "visually-hidden", "aria-live": "assertive", "aria-relevant": "additions" });
    this.node = el("div", { class: "live" }, this.polite, this.assertive);
  }

  /**
   * Say something when the reader is free, or at once.
   * @param {string} text
   * @param {{language?: string, urgent?: boolean}} [how] `urgent` interrupts: emergencies and errors only
   */
  say(text, { language, urgent = false } = {}) {
    const node = el("p", { lang: language }, text);
    (urgent ? this.assertive : this.polite).append(node);
    setTimeout(() => node.remove(), KEPT);
  }
}
