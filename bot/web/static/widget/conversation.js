// One resident's conversation: begins or resumes it, sends, receives, ends and erases. Knows nothing of the screen.

import { backoff } from "../shared/http.js";
import { Outbox } from "../shared/outbox.js";
import { MessageStream } from "../shared/stream.js";
import { createApi } from "./api.js";

const NOTHING = { id: null, token: null, seq: 0, ended: false, pending: [] };
const UNSEEN_AFTER = 5000; // ms an acknowledged message may take to come through the stream

/**
 * @typedef {Object} Listener what the view is told
 * @property {(messages: object[], old: boolean) => void} messages `old` ones were seen before a reload
 * @property {(items: object[]) => void} pending
 * @property {(state: "online"|"offline") => void} connection
 * @property {(phase: "opening"|"open"|"failed"|"ended"|"gone"|"erased") => void} phase
 * @property {(item: object, error: Error) => void} refused
 */

/** The conversation of this tab. */
export class Conversation {
  #api;
  #storage;
  #stream = null;
  #outbox = null;
  messages = [];
  pending = [];
  phase = "opening";
  connection = "online";
  /** @type {Listener|null} */
  listener = null;

  /**
   * @param {{base: string, storage: import("./storage.js").Storage, language: string}} setup
   */
  constructor({ base, storage, language }) {
    this.language = language;
    this.#storage = storage;
    this.#api = createApi(base, { language: () => this.language, key: () => storage.read() });
  }

  /** Whether a conversation was going on in this tab before the page was loaded. */
  get stored() {
    return Boolean(this.#storage.read()?.id);
  }

  /** Whether the resident has said anything yet. */
  get spoken() {
    return this.pending.length > 0 || this.messages.some((message) => message.sender === "resident");
  }

  /** Resume the stored conversation, or begin one. */
  async open() {
    this.#enter("opening");
    try {
      if (this.stored) await this.#resume();
      else await this.#begin();
    } catch (error) {
      if ([401, 404].includes(error.status)) this.#lose();
      else this.#enter("failed");
    }
  }

  async #begin() {
    const { id, token, messages } = await this.#api.begin(this.language);
    this.#storage.update({ id, token, seq: 0, language: this.language });
    this.#receive(messages);
    this.#connect();
  }

  async #resume() {
    const { seq = 0, ended, pending = [] } = this.#storage.read();
    const messages = await this.#patiently(() => this.#api.messages(0, 0));
    const old = messages.filter((message) => message.seq <= seq);
    this.#keep(old, true);
    this.#receive(messages.filter((message) => message.seq > seq));
    if (ended) this.#enter("ended");
    else {
      this.#connect(pending);
      this.#api.comeBack().catch(() => {}); // without it the resident can still go on by writing
    }
  }

  /** Try until it works: what exists is not given up because the network is away. */
  async #patiently(work) {
    for (let failures = 1; ; failures += 1) {
      try {
        return await work();
      } catch (error) {
        if (!error.retry || failures > 6) throw error;
        this.#setConnection("offline");
        await new Promise((resolve) => setTimeout(resolve, backoff(failures) * 1000));
      }
    }
  }

  #connect(unsent = []) {
    const after = this.messages.at(-1)?.seq ?? 0;
    const lastSeq = this.messages.findLast((message) => message.sender === "resident")?.seq;
    this.#stream = new MessageStream({
      after,
      openSocket: (seq) => this.#api.socket(seq),
      poll: (seq, wait, signal) => this.#api.messages(seq, wait, signal),
      onMessages: (messages) => this.#receive(messages),
      onState: (state) => this.#setConnection(state),
      onGone: () => this.#lose(),
    });
    this.#outbox = new Outbox({
      items: unsent,
      lastSeq,
      post: (item) => this.#post(item),
      onChange: (items) => this.#setPending(items),
      onRefused: (item, error) => this.#refused(item, error),
    });
    this.#enter("open");
    this.#stream.start();
  }

  /**
   * Send text or a button's payload.
   * @param {{text?: string, payload?: string, label: string}} message
   * @returns {boolean} false while there is no open conversation
   */
  send(message) {
    this.#storage.forgetOnDevice();
    this.#outbox?.add(message);
    return this.#outbox !== null;
  }

  /** Do not wait for the next try. */
  retryNow() {
    this.#outbox?.retryNow();
    this.#stream?.refresh();
  }

  async #post(item) {
    const message = await this.#api.send(item).catch((error) => {
      if (error.code === "network") this.#stream?.refresh(); // it may not have noticed yet
      throw error;
    });
    setTimeout(() => {
      if (this.#stream && this.#stream.after < message.seq) this.#stream.refresh();
    }, UNSEEN_AFTER);
    return message;
  }

  /** End it on the server; it can still be read. Rejects when that did not work. */
  async close() {
    await this.#api.close();
    this.#end("ended");
  }

  /** Erase it on the server and here. Rejects when that did not work. */
  async erase() {
    await this.#api.erase();
    this.#forget();
    this.#enter("erased");
  }

  /** Leave no trace of it in this browser; nothing is sent or received any more. */
  abandon() {
    this.listener = null;
    this.stop();
    this.#storage.clear();
    [this.messages, this.pending] = [[], []];
  }

  /** @returns {Promise<Blob>} the conversation as text */
  transcript() {
    return this.#api.transcript();
  }

  /** Begin a new conversation in place of one that is over. */
  restart() {
    this.#forget();
    return this.open();
  }

  /** Stop receiving; the conversation goes on on the server. */
  stop() {
    this.#stream?.stop();
    this.#outbox?.stop();
    [this.#stream, this.#outbox] = [null, null];
  }

  #receive(messages) {
    if (!messages.length) return;
    this.#outbox?.delivered(messages, "resident");
    this.#keep(messages, false);
    this.#storage.update({ seq: messages.at(-1).seq });
    const { paused, until, safe_exit: hidden } = messages.at(-1).data;
    if (paused && until && !hidden) this.#storage.remember(until);
  }

  #keep(messages, old) {
    this.messages.push(...messages);
    this.listener?.messages(messages, old);
  }

  #setPending(items) {
    this.pending = items;
    this.#storage.update({ pending: items.filter((item) => item.state !== "sent") });
    this.listener?.pending(items);
  }

  #setConnection(state) {
    if (state === this.connection) return;
    this.connection = state;
    this.listener?.connection(state);
  }

  #refused(item, error) {
    if (error.code === "conversation_closed") this.#end("ended");
    else if ([401, 404].includes(error.status)) this.#lose();
    this.listener?.refused(item, error);
  }

  #end(phase) {
    this.stop();
    this.#storage.forgetOnDevice();
    this.#storage.update({ ended: true, pending: [] });
    this.#enter(phase);
  }

  #lose() {
    this.stop();
    this.#storage.forgetOnDevice();
    this.#storage.update(NOTHING);
    this.#enter("gone");
  }

  #forget() {
    this.stop();
    this.#storage.forgetOnDevice();
    this.#storage.update(NOTHING);
    [this.messages, this.pending] = [[], []];
  }

  #enter(phase) {
    this.phase = phase;
    this.listener?.phase(phase);
  }
}
