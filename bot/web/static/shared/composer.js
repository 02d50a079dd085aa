// The writing field: Enter sends, Shift and Enter makes a line, the counter appears near the limit.

import { el, fill, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

const COUNTER_FROM = 0.9; // of the limit

/** Label, field, counter, error and the send button. */
export class Composer {
  #t;
  #limit;
  #onSend;
  #error;
  #counter;

  /**
   * `onSend` says whether the text was taken; if not it stays in the field.
   * @param {{t: Function, limit: number, onSend: (text: string) => boolean, label?: string}} setup
   */
  constructor({ t, limit, onSend, label = t("message_label") }) {
    this.#t = t;
    this.#limit = limit;
    this.#onSend = onSend;
    const id = uniqueId();
    this.#counter = el("span", { class: "counter", id: `${id}-counter` });
    this.#error = el("p", { class: "error", id: `${id}-error`, role: "alert" });
    this.field = el("textarea", {
      id, rows: 1, autocomplete: "off", enterkeyhint: "send", placeholder: t("placeholder"),
      "aria-describedby": `${id}-hint ${id}-counter ${id}-error`,
      onkeydown: (event) => this.#onKey(event), oninput: () => this.#changed(),
    });
    this.node = el("form", { class: "composer", novalidate: true, onsubmit: (event) => this.#submit(event) },
      el("p", { class: "composer-top" }, el("label", { for: id }, label), this.#counter),
      el("p", { id: `${id}-hint`, class: "visually-hidden" }, t("hint")),
      el("div", { class: "composer-row" }, this.field,
        el("button", { type: "submit", class: "send", "aria-label": t("send"), title: t("send") }, icon("send"))),
      this.#error);
  }

  /** What is written and not sent. */
  get draft() {
    return this.field.value;
  }

  set draft(text) {
    this.field.value = text;
    this.#changed();
  }

  /** @param {string} message shown under the field and read at once; empty clears it */
  showError(message) {
    fill(this.#error, message);
    this.field.setAttribute("aria-invalid", String(Boolean(message)));
  }

  #onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  #changed() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
    const left = this.#limit - this.field.value.length;
    const near = this.field.value.length >= this.#limit * COUNTER_FROM;
    fill(this.#counter, near && this.#t(left < 0 ? "over" : "left", { count: Math.abs(left) }));
    if (left >= 0 && this.field.value.trim()) this.showError("");
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) this.showError(this.#t("empty"));
    else if (text.length > this.#limit) this.showError(this.#t("too_long", { limit: this.#limit }));
    else if (this.#onSend(text)) {
      this.draft = "";
      this.showError("");
    }
  }
}
