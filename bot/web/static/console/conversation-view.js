// One conversation open in the console: summary, messages, and, once claimed, writing.

import { announce } from "../shared/announce.js";
import { Composer } from "../shared/composer.js";
import { confirm } from "../shared/confirm.js";
import { el, fill } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { Outbox } from "../shared/outbox.js";
import { MessageStream } from "../shared/stream.js";
import { Transcript } from "../shared/transcript.js";
import { ServiceFinder } from "./service-finder.js";
import { summaryView } from "./summary-view.js";

/** Follows a handoff until closed or another one is opened. */
export class ConversationView {
  #house;
  #row;
  #stream;
  #outbox = null;
  #head = el("div", { class: "conversation-head" });
  #error = el("p", { class: "error", role: "alert" });
  #foot = el("div", { class: "conversation-foot" });
  #summary = el("div", { class: "conversation-summary" });

  /**
   * @param {object} row of a list
   * @param {{api: object, t: Function, nameOf: (row: object) => string, config: object, dates: object, live: import("../shared/live-region.js").LiveRegion,
   *   onRead: (id: string, seq: number) => void, onDone: (text: string) => void, onChanged: () => void,
   *   onBack: () => void, draft: string}} house what the console gives every conversation
   */
  constructor(row, house) {
    this.#house = house;
    this.#row = row;
    const { t, config, dates, api } = house;
    this.transcript = new Transcript({
      t, dates, base: `${location.origin}/`, language: config.language, numbers: config.numbers, self: "nurse",
      answers: (message) => ({ node: offered(message, t), settle() {} }),
    });
    this.title = el("h2", { tabindex: "-1" }, house.nameOf(row));
    this.node = el("section", { class: "conversation", "aria-label": t("conversation") },
      this.#head, this.#error, this.#summary,
      el("div", { class: "conversation-messages" }, this.transcript.node, this.#foot));
    this.#stream = new MessageStream({
      after: 0,
      openSocket: (after) => api.socket(row.id, after),
      poll: (after, wait, signal) => api.messages(row.id, after, wait, signal),
      onMessages: (messages) => this.#receive(messages),
      onState: () => {},
      onGone: () => this.#finish(t("left")),
    });
    this.#drawHead();
    this.#load();
  }

  /** What is written and not sent. */
  get draft() {
    return this.composer?.draft ?? this.#house.draft;
  }

  /** Stop following. */
  stop() {
    this.#stream.stop();
    this.#outbox?.stop();
  }

  /** @param {object} row the same handoff, as the lists now have it */
  update(row) {
    if (row.state !== this.#row.state) {
      this.#row = row;
      this.#drawHead();
    }
  }

  get #mine() {
    return this.#row.state === "human";
  }

  async #load() {
    await this.#try(async () => {
      const { summary } = await this.#house.api.show(this.#row.id);
      const { t, nameOf, config } = this.#house;
      fill(this.#summary, summaryView(summary, { t, nameOf, known: (key) => key in config.texts }));
      this.#stream.start();
    });
  }

  #receive(messages) {
    const old = !this.received;
    this.received = true;
    this.#outbox?.delivered(messages, "nurse");
    this.transcript.add(messages);
    this.#house.onRead(this.#row.id, messages.at(-1).seq);
    if (old) this.transcript.toEnd();
    else announce(messages, this.#house.live, { t: this.#house.t, self: "nurse" });
  }

  #drawHead() {
    const { t, onBack } = this.#house;
    const button = (key, run, look = "button") => el("button", { type: "button", class: look, onclick: run }, t(key));
    const buttons = {
      queued: () => [button("claim", () => this.#claim(), "button button-main")],
      human: () => [button("release", () => this.#release()), button("close", () => this.#close())],
    }[this.#row.state];
    fill(this.#head,
      el("button", { type: "button", class: "button button-small back", onclick: onBack }, icon("back"), t("back")),
      this.title,
      el("p", { class: "soft" }, t(`language_${this.#row.language}`)),
      el("p", { class: "buttons" }, buttons?.()));
    this.#drawFoot();
  }

  #drawFoot() {
    if (!this.#mine) {
      this.composer = null;
      fill(this.#foot);
      return;
    }
    if (this.composer) return;
    const { t, config, api, draft } = this.#house;
    this.#outbox = new Outbox({
      post: (item) => api.send(this.#row.id, item),
      onChange: (items) => this.transcript.setPending(items),
      onRefused: (item, error) => this.#refused(item, error),
    });
    this.composer = new Composer({ t, limit: config.limit, label: t("write_label"), onSend: (text) => this.#send(text) });
    this.composer.field.lang = this.#row.language;
    fill(this.#foot, this.#quickReplies(), this.#finder(), this.composer.node);
    this.composer.draft = draft;
  }

  #quickReplies() {
    const { t, config } = this.#house;
    const replies = config.quick[this.#row.language].map((text) =>
      el("li", {}, el("button", { type: "button", class: "option", lang: this.#row.language, onclick: () => this.#pick(text) }, text)));
    return el("details", { class: "quick" }, el("summary", {}, t("quick")), el("ul", {}, replies));
  }

  /** A service goes out at once, as a card; the nurse goes on writing. */
  #finder() {
    const { t, api, live } = this.#house;
    const language = this.#row.language;
    const onSend = ({ id, name }) => {
      this.#outbox.add({ service: id, label: name });
      live.say(t("service_sending", { name }));
      this.composer.field.focus();
    };
    return new ServiceFinder({ t, language, search: (words) => api.findServices(words, language), onSend }).node;
  }

  /** A quick reply goes into the field, to be looked at before it is sent. */
  #pick(text) {
    this.composer.draft = [this.composer.draft.trim(), text].filter(Boolean).join("\n");
    this.composer.field.focus();
  }

  #send(text) {
    this.#outbox.add({ text, label: text });
    return true;
  }

  #refused(item, error) {
    this.composer.showError(error.message);
    if (item.text && !this.composer.draft) this.composer.draft = item.text;
  }

  async #claim() {
    await this.#try(async () => {
      this.#row = await this.#house.api.claim(this.#row.id);
      this.#house.live.say(this.#house.t("claimed"));
      this.#drawHead();
      this.#house.onChanged();
    });
  }

  async #release() {
    await this.#try(async () => {
      await this.#house.api.release(this.#row.id);
      this.#finish(this.#house.t("released"));
    });
  }

  async #close() {
    const { t, api } = this.#house;
    const texts = { question: t("close_question"), detail: t("close_detail"), yes: t("close"), no: t("cancel") };
    if (!(await confirm(this.node, texts))) return;
    await this.#try(async () => {
      await api.close(this.#row.id);
      this.#finish(t("closed"));
    });
  }

  #finish(text) {
    this.stop();
    this.#house.onDone(text);
  }

  async #try(run) {
    fill(this.#error);
    try {
      await run();
    } catch (error) {
      fill(this.#error, error.code === "network" ? this.#house.t("disconnected") : error.message);
      this.#house.onChanged();
    }
  }
}

/** What the resident was offered, to be read only. */
function offered({ options }, t) {
  return options.length ? el("p", { class: "soft" }, `${t("options")}: ${options.map(({ label }) => label).join(" · ")}`) : null;
}
