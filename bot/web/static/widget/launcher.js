// The button in the corner of another site's page, and the panel it opens. Escape minimises the panel and gives the
// focus back to the button.

import { el, fill } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { createTexts } from "../shared/texts.js";

/** Button and panel; the page beside the panel stays usable. */
export class Launcher {
  #t;
  #onOpen;
  #unread = 0;
  opened = false;

  /**
   * @param {{texts: object, chat: import("./chat.js").Chat, onOpen: () => void, before: Launcher|null}} setup
   *   `before` is the launcher this one replaces when the language changes
   */
  constructor({ texts, chat, onOpen, before }) {
    this.#t = createTexts(texts);
    this.#onOpen = onOpen;
    this.chat = chat;
    this.button = el("button", { type: "button", class: "launcher", "aria-expanded": "false", onclick: () => this.open() });
    this.panel = el("div", {
      class: "panel", hidden: true,
      onkeydown: (event) => event.key === "Escape" && !event.defaultPrevented && this.close(),
    }, chat.node);
    this.node = el("div", { class: "launch" }, this.button, this.panel);
    this.#label();
    if (before?.opened) this.#set(true);
  }

  /** Show the chat and put the cursor into it. */
  open() {
    if (!this.opened) {
      this.#set(true);
      this.#unread = 0;
      this.#onOpen();
    }
    this.chat.composer.field.focus();
  }

  /** Hide the chat; the conversation goes on. */
  close() {
    this.#set(false);
    this.#label();
    this.button.focus();
  }

  /** @param {number} count messages that came */
  news(count) {
    if (this.opened) return;
    this.#unread += count;
    this.#label();
  }

  #set(open) {
    this.opened = open;
    this.panel.hidden = !open;
    this.button.hidden = open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) this.chat.transcript.toEnd();
  }

  #label() {
    const label = this.#unread ? this.#t("open_unread", { count: this.#unread }) : this.#t("open");
    this.button.setAttribute("aria-label", label);
    fill(this.button, icon("sign"), el("span", {}, this.#t("title")), this.#unread > 0 && el("span", { class: "count" }, this.#unread));
  }
}
