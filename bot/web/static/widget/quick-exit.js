// The way out for somebody who must not be seen here: the chat goes from view and from the browser's storage, and the
// page is left at once for a neutral one. The neutral page takes this one's place in the history.

import { el, uniqueId } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

const TOPICS = ["domestic_violence", "emergency_violence"];

/** A bar with one button, shown once violence has been spoken of; the menu has the same always. */
export class QuickExit {
  #t;
  #live;
  #leave;

  /**
   * @param {{t: Function, live: import("../shared/live-region.js").LiveRegion, page: string, forget: () => void}} setup
   *   `page` is the neutral page, `forget` clears the chat
   */
  constructor({ t, live, page, forget }) {
    this.#t = t;
    this.#live = live;
    this.#leave = () => {
      forget();
      location.replace(page);
    };
    const hint = uniqueId();
    this.node = el("div", { class: "quick-exit", hidden: true },
      el("button", { type: "button", class: "button button-danger", "aria-describedby": hint, onclick: () => this.leave() }, icon("close"), t("exit")),
      el("span", { id: hint, class: "quick-exit-hint" }, t("exit_hint")));
  }

  /** Leave the page at once. */
  leave() {
    this.#leave();
  }

  /** @param {object[]} messages @param {boolean} told whether a screen reader is told when the button appears */
  follow(messages, told) {
    if (!this.node.hidden || !messages.some(({ data }) => data.safe_exit || TOPICS.includes(data.topic))) return;
    this.node.hidden = false;
    if (told) this.#live.say(this.#t("exit_announced"));
  }
}
