// The visible conversation: messages in order of seq, then those still on their way.

import { messageBody } from "./cards.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { richText } from "./rich-text.js";

const NEAR = 80; // px from the end that still counts as being there

/** Draws messages into a scrolling box. */
export class Transcript {
  #context;
  #list = el("ol", { class: "messages" });
  #pending = el("ol", { class: "messages pending" });
  #tail = el("p", { class: "typing", hidden: true });
  #open = []; // messages whose options nobody has answered yet
  #lastSender = null;
  #following = true; // the reader is at the end and stays there
  #unseen;

  /**
   * @param {import("./cards.js").CardContext & {self: string}} context `self` is the sender who reads this
   */
  constructor(context) {
    this.#context = context;
    const { t } = context;
    this.#unseen = el("button", { type: "button", class: "unseen", hidden: true, onclick: () => this.toEnd() },
      icon("down"), t("new_below"));
    this.scroller = el("div", { class: "transcript", tabindex: "0", role: "group", "aria-label": t("messages") },
      this.#list, this.#pending, this.#tail);
    this.scroller.addEventListener("scroll", () => {
      this.#following = this.#atEnd();
      if (this.#following) this.#unseen.hidden = true;
    });
    new ResizeObserver(() => this.#following && this.toEnd()).observe(this.scroller);
    this.node = el("div", { class: "transcript-box" }, this.scroller, this.#unseen);
  }

  /**
   * Add messages that came, in order.
   * @param {object[]} messages
   */
  add(messages) {
    const follow = this.#following;
    const fresh = messages.map((message) => this.#append(message));
    const foreign = fresh.find((node, place) => messages[place].sender !== this.#context.self);
    if (!follow) this.#unseen.hidden = !foreign;
    else if (foreign) this.#show(foreign);
    else this.toEnd();
  }

  /**
   * Show what is still on its way.
   * @param {import("./outbox.js").Item[]} items
   */
  setPending(items) {
    const more = items.length > this.#pending.childElementCount;
    fill(this.#pending, items.map((item) => this.#pendingNode(item)));
    if (more) this.toEnd();
  }

  /** @param {string|null} text what stands under the last message: who is writing */
  setTail(text) {
    this.#tail.hidden = !text;
    fill(this.#tail, text && el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), text);
    if (text && this.#following) this.toEnd();
  }

  /** Scroll to the newest message. */
  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#following = true;
    this.#unseen.hidden = true;
  }

  /** Remove every message. */
  clear() {
    fill(this.#list);
    fill(this.#pending);
    this.#open = [];
    this.#lastSender = null;
    this.setTail(null);
  }

  #append(message) {
    if (message.sender === "resident") {
      for (const settle of this.#open) settle(message.text);
      this.#open = [];
    }
    const { nodes, settle } = this.#body(message);
    if (message.sender !== "resident") this.#open.push(settle);
    const { t, dates, self } = this.#context;
    const name = message.data.nurse ?? t(`sender_${message.sender}`);
    const side = message.sender === self ? "own" : "other";
    const node = el("li", { class: `message message-${message.sender} ${side}`, lang: message.language },
      el("p", { class: message.sender === this.#lastSender ? "visually-hidden" : "sender" }, name),
      el("div", { class: "bubble" }, nodes),
      el("time", { class: "time", datetime: message.created_at }, dates.time(message.created_at)));
    this.#lastSender = message.sender;
    this.#list.append(node);
    return node;
  }

  /** A card that fails must not cost the reader the message. */
  #body(message) {
    try {
      return messageBody(message, this.#context);
    } catch (error) {
      console.error("a message's card could not be drawn", error);
      return { nodes: richText(message.text), settle() {} };
    }
  }

  #pendingNode(item) {
    const { t, self } = this.#context;
    const state = { sending: "sending", waiting: "waiting", sent: "sent" }[item.state];
    return el("li", { class: `message message-${self} own ${item.state}` },
      el("p", { class: "visually-hidden" }, t(`sender_${self}`)),
      el("div", { class: "bubble" }, richText(item.label)),
      el("p", { class: "time" }, t(state)));
  }

  #atEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  /** Scroll so that a new message is seen from its beginning. */
  #show(node) {
    const end = this.scroller.scrollHeight - this.scroller.clientHeight;
    this.scroller.scrollTop = Math.min(end, node.offsetTop - this.scroller.offsetTop - 8);
  }
}
