// The line above the writing field: no connection, place in the nurse's queue, who is in the conversation.

import { el, fill } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { linkify } from "../shared/rich-text.js";

/** Shows the most important of what is known. */
export class StatusLine {
  #t;
  #numbers;
  #connection = "online";
  #handoff = null;
  #nurse = null;

  /** @param {{t: Function, numbers: Object<string, string>, onRetry: () => void}} setup */
  constructor({ t, numbers, onRetry }) {
    this.#t = t;
    this.#numbers = numbers;
    this.#retry = el("button", { type: "button", class: "button button-small", onclick: onRetry }, t("try_now"));
    this.node = el("div", { class: "status", hidden: true });
  }

  #retry;

  /** @param {"online"|"offline"} state */
  connection(state) {
    this.#connection = state;
    this.#draw();
  }

  /** @param {object[]} messages the newest handoff among them counts */
  follow(messages) {
    for (const { data, sender } of messages) {
      if (data.kind === "handoff") [this.#handoff, this.#nurse] = [data, data.nurse ?? null];
      else if (sender === "nurse" && data.nurse) this.#nurse = data.nurse;
    }
    this.#draw();
  }

  /** @returns {boolean} whether a person answers, not the bot */
  get withPerson() {
    return ["queued", "human"].includes(this.#handoff?.state);
  }

  #draw() {
    const line = this.#connection === "offline" ? this.#offline() : this.#place();
    this.node.hidden = !line;
    this.node.classList.toggle("status-offline", this.#connection === "offline");
    fill(this.node, line);
  }

  #offline() {
    return [icon("triangle"), el("span", {}, linkify(this.#t("offline", this.#numbers), Object.values(this.#numbers))), this.#retry];
  }

  #place() {
    const t = this.#t;
    const { state, position, wait_minutes: minutes } = this.#handoff ?? {};
    if (state === "human") {
      return [icon("person"), el("span", {}, this.#nurse ? t("status_nurse", { nurse: this.#nurse }) : t("status_human"))];
    }
    if (state !== "queued") return null;
    const wait = minutes ? t("status_wait", { minutes }) : t("status_wait_unknown");
    return [icon("clock"), el("span", {}, `${t("status_queued", { position })} ${wait}`)];
  }
}
