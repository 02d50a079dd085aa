// The chat as the resident sees it, in one language: head, messages, status, writing field. Tells the conversation
// what was done and draws what it answers.

import { announce } from "../shared/announce.js";
import { Composer } from "../shared/composer.js";
import { confirm } from "../shared/confirm.js";
import { el, fill } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { LiveRegion } from "../shared/live-region.js";
import { phoneLink } from "../shared/links.js";
import { linkify } from "../shared/rich-text.js";
import { createDates, createTexts } from "../shared/texts.js";
import { Transcript } from "../shared/transcript.js";
import { createAnswers } from "./answers.js";
import { Menu } from "./menu.js";
import { QuickExit } from "./quick-exit.js";
import { StatusLine } from "./status.js";

const TYPING_TOLD_AFTER = 2000; // ms; a quick answer needs no announcement of its own
const TYPING_GIVEN_UP_AFTER = 30_000;

/** View of one conversation. */
export class Chat {
  #conversation;
  #t;
  #numbers;
  #live = new LiveRegion();
  #typingTimers = [];

  /**
   * @param {{conversation: import("./conversation.js").Conversation, config: object, base: string, language: string,
   *   onLanguage: (language: string) => void, onMinimise?: () => void, onNews?: (count: number) => void}} setup
   */
  constructor({ conversation, config, base, language, onLanguage, onMinimise, onNews = () => {} }) {
    this.#conversation = conversation;
    this.#t = createTexts(config.texts[language]);
    this.#numbers = config.numbers[language];
    this.onNews = onNews;
    const [t, numbers, dates] = [this.#t, this.#numbers, createDates(language, this.#t)];
    const answers = createAnswers({ t, dates, send: (message) => conversation.send(message) });
    this.transcript = new Transcript({ t, dates, base, language, numbers, answers, self: "resident" });
    this.status = new StatusLine({ t, numbers, onRetry: () => conversation.retryNow() });
    this.composer = new Composer({ t, limit: config.limit, onSend: (text) => conversation.send({ text, label: text }) });
    this.menu = new Menu({ t, language, onLanguage, actions: () => this.#actions() });
    this.exit = new QuickExit({ t, live: this.#live, page: config.exit, forget: () => this.#vanish() });
    this.notice = el("div", { class: "notice", hidden: true });
    this.footer = el("div", { class: "chat-foot" }, this.status.node, this.composer.node, this.#care());
    const minimise = onMinimise && el("button", {
      type: "button", class: "icon-button", "aria-label": t("close"), title: t("close"), onclick: onMinimise,
    }, icon("minimise"));
    this.node = el("section", { class: "chat", lang: language, "aria-label": t("chat") },
      el("div", { class: "chat-head" }, icon("sign"), el("p", { class: "chat-title" }, t("title")), this.menu.node, minimise),
      this.exit.node, this.transcript.node, this.notice, this.footer, this.#live.node);
    this.#listen();
  }

  #care() {
    const { emergency } = this.#numbers;
    return el("p", { class: "care" }, this.#t("care"), " ", phoneLink(emergency));
  }

  /** Draw what the conversation already has, then follow it. */
  #listen() {
    const { messages, pending, phase, connection } = this.#conversation;
    this.#conversation.listener = {
      messages: (fresh, old) => this.#onMessages(fresh, old),
      pending: (items) => this.#onPending(items),
      connection: (state) => this.#onConnection(state),
      phase: (entered) => this.#onPhase(entered),
      refused: (item, error) => this.#onRefused(item, error),
    };
    this.transcript.add(messages);
    this.transcript.setPending(pending);
    requestAnimationFrame(() => this.transcript.toEnd()); // once it is on the page and has a height
    this.status.follow(messages);
    this.exit.follow(messages, false);
    this.status.connection(connection);
    this.#onPhase(phase);
  }

  #onMessages(messages, old) {
    if (messages.some((message) => message.sender !== "resident")) this.#typing(false);
    this.status.follow(messages); // before the messages: it takes height from them
    this.transcript.add(messages);
    this.exit.follow(messages, !old);
    if (old) {
      this.transcript.toEnd();
      if (messages.length) this.#live.say(this.#t("resumed", { count: messages.length }));
      return;
    }
    announce(messages, this.#live, { t: this.#t, self: "resident" });
    this.onNews(messages.filter((message) => message.sender !== "resident").length);
    if (messages.at(-1).sender === "resident") this.#typing(true);
  }

  #onPending(items) {
    this.transcript.setPending(items);
    if (items.some((item) => item.state === "sent")) this.#typing(true);
  }

  /** Someone is answering: shown at once, told only when it takes long. */
  #typing(on) {
    this.#typingTimers.forEach(clearTimeout);
    this.#typingTimers = [];
    const shown = on && !this.status.withPerson && this.#conversation.phase === "open";
    this.transcript.setTail(shown ? this.#t("typing") : null);
    if (!shown) return;
    this.#typingTimers = [
      setTimeout(() => this.#live.say(this.#t("typing")), TYPING_TOLD_AFTER),
      setTimeout(() => this.transcript.setTail(null), TYPING_GIVEN_UP_AFTER),
    ];
  }

  #onConnection(state) {
    this.status.connection(state);
    this.#live.say(state === "online" ? this.#t("online") : this.#t("offline", this.#numbers));
  }

  #onRefused(item, error) {
    this.composer.showError(error.message);
    if (item.text && !this.composer.draft) this.composer.draft = item.text;
  }

  #onPhase(phase) {
    const t = this.#t;
    this.composer.node.hidden = !["opening", "open"].includes(phase);
    if (phase === "opening" || phase === "erased") this.transcript.clear();
    if (phase !== "open") this.#typing(false);
    const again = { failed: "try_again", ended: "start_new", gone: "start_new", erased: "start_new" }[phase];
    const said = {
      opening: t("loading"), failed: t("cannot_begin", this.#numbers), ended: t("ended"), gone: t("gone"), erased: t("erased"),
    }[phase];
    this.notice.hidden = !said;
    fill(this.notice,
      said && el("p", {}, linkify(said, Object.values(this.#numbers))),
      again && el("button", { type: "button", class: "button button-main", onclick: () => this.#again(phase) }, t(again)));
    if (said && phase !== "opening") this.#live.say(said);
  }

  #again(phase) {
    this.transcript.scroller.focus(); // the button that was pressed goes away
    if (phase === "failed") this.#conversation.open();
    else {
      this.transcript.clear();
      this.#conversation.restart();
    }
  }

  #actions() {
    const t = this.#t;
    const open = this.#conversation.phase === "open";
    const readable = open || this.#conversation.phase === "ended";
    return [
      { label: t("nurse"), icon: "person", hidden: !open || this.status.withPerson, run: () => this.#askNurse() },
      { label: t("later"), icon: "clock", hidden: !open || !this.#asked(), run: () => this.#say(t("later")) },
      { label: t("use_code"), icon: "sign", hidden: !open, run: () => this.#useCode() },
      { label: t("save"), icon: "save", hidden: !readable, run: () => this.#try(() => this.#save()) },
      { label: t("print"), icon: "print", hidden: !readable, run: () => print() },
      { label: t("end"), icon: "stop", hidden: !open, run: () => this.#ask("end", () => this.#conversation.close()) },
      { label: t("erase"), icon: "bin", hidden: !readable, run: () => this.#ask("erase", () => this.#conversation.erase()) },
      { label: t("exit"), icon: "close", run: () => this.exit.leave() },
    ];
  }

  /** Nothing of the chat stays in view or in the browser. */
  #vanish() {
    this.#conversation.abandon();
    this.node.replaceChildren();
    this.node.hidden = true;
  }

  /** Whether the bot's newest message asks something that can be left for later. */
  #asked() {
    const last = this.#conversation.messages.findLast((message) => message.sender !== "resident");
    return Boolean(last?.options.some(({ payload }) => payload.startsWith("answer:")));
  }

  #say(text) {
    this.#conversation.send({ text, label: text });
  }

  /** The resident has a code from another device: only the code is left to write. */
  #useCode() {
    this.composer.draft = this.#t("use_code_draft");
    this.composer.field.focus();
  }

  #askNurse() {
    this.#conversation.send({ payload: "handoff:request", label: this.#t("nurse") }); // offered in every greeting
  }

  async #ask(what, run) {
    const t = this.#t;
    const texts = { question: t(`${what}_question`), detail: t(`${what}_detail`), yes: t(what), no: t("cancel") };
    if (await confirm(this.node, texts)) await this.#try(run);
  }

  async #try(run) {
    try {
      await run();
    } catch (error) {
      console.warn(error);
      this.#live.say(this.#t("failed"), { urgent: true });
      this.composer.showError(this.#t("failed"));
    }
  }

  async #save() {
    const url = URL.createObjectURL(await this.#conversation.transcript());
    el("a", { href: url, download: "opastin.txt" }).click();
    URL.revokeObjectURL(url);
  }
}
