// <opastin-chat>: the chat as an element for any page.
//
//   <script type="module" src="https://opastin.example/widget.js"></script>
//   <opastin-chat lang="fi"></opastin-chat>          a button in the corner that opens the chat
//   <opastin-chat lang="fi" inline></opastin-chat>   the chat in its place on the page
//
// `src` is the service's address when it is not where widget.js came from. What is inside the element is shown
// until the chat works, so that is the place for phone numbers.

import { el } from "../shared/dom.js";
import { Chat } from "./chat.js";
import { Conversation } from "./conversation.js";
import { Launcher } from "./launcher.js";
import { Storage } from "./storage.js";

const STYLES = ["tokens", "controls", "messages", "widget"];
const LANGUAGES = ["fi", "sv", "en"];

/**
 * Define the element.
 * @param {{limit: number, texts: object, numbers: object}} config from the server: texts and numbers by language
 * @param {string} home address of the service
 */
export function define(config, home) {
  const sheets = Promise.all(STYLES.map((name) => styleSheet(new URL(`static/css/${name}.css`, home))));

  class OpastinChat extends HTMLElement {
    static observedAttributes = ["lang"];
    #conversation = null;
    #chat = null;
    #launcher = null;
    #base;
    #storage;
    #begun = false;
    #body = el("div", { class: "opastin" });

    constructor() {
      super();
      this.attachShadow({ mode: "open" }).append(el("slot"));
    }

    async connectedCallback() {
      this.shadowRoot.adoptedStyleSheets = await sheets;
      if (!this.isConnected || this.#conversation) return;
      this.#base = new URL(this.getAttribute("src") ?? "", home).href;
      this.#storage = new Storage(this.#base);
      const page = this.#pageLanguage();
      const known = this.#storage.read();
      const language = known?.language && known.page === page ? known.language : page; // a page that changed is followed
      this.#conversation = new Conversation({ base: this.#base, storage: this.#storage, language });
      this.shadowRoot.replaceChildren(this.#body);
      this.#draw(language);
      if (!this.#launcher || this.#conversation.stored) await this.#begin();
    }

    disconnectedCallback() {
      this.#conversation?.stop();
      [this.#conversation, this.#launcher, this.#begun] = [null, null, false];
    }

    attributeChangedCallback(name, before, now) {
      if (this.#conversation && before !== now) this.#changeLanguage(this.#pageLanguage());
    }

    /** Put the cursor into the writing field: for skip links. */
    focusInput() {
      this.#launcher?.open();
      this.#chat?.composer.field.focus();
    }

    #pageLanguage() {
      const wanted = (this.getAttribute("lang") ?? this.closest("[lang]")?.lang ?? "").slice(0, 2).toLowerCase();
      return LANGUAGES.includes(wanted) ? wanted : "fi";
    }

    async #begin() {
      if (this.#begun) return;
      this.#begun = true;
      const spokenIn = this.#storage.read()?.language;
      this.#storage.update({ page: this.#pageLanguage() });
      await this.#conversation.open();
      if (spokenIn && spokenIn !== this.#conversation.language) this.#continueIn(this.#conversation.language);
    }

    /** Draw the chat in a language; the conversation goes on under it. */
    #draw(language) {
      const inline = this.hasAttribute("inline");
      this.#chat = new Chat({
        conversation: this.#conversation, config, base: this.#base, language,
        onLanguage: (chosen) => this.#changeLanguage(chosen, true),
        onMinimise: inline ? null : () => this.#launcher.close(),
        onNews: (count) => this.#launcher?.news(count),
      });
      this.#body.lang = language;
      this.#body.classList.toggle("inline", inline);
      if (inline) this.#body.replaceChildren(this.#chat.node);
      else {
        const texts = config.texts[language];
        this.#launcher = new Launcher({ texts, chat: this.#chat, onOpen: () => this.#begin(), before: this.#launcher });
        this.#body.replaceChildren(this.#launcher.node);
      }
    }

    #changeLanguage(language, byHand = false) {
      if (language === this.#conversation.language) return;
      const draft = this.#chat.composer.draft;
      this.#conversation.language = language;
      this.#draw(language);
      this.#chat.composer.draft = draft;
      if (byHand) this.#chat.menu.button.focus();
      this.#continueIn(language);
    }

    /** Ask the bot to go on in the language; a conversation in which nothing was said yet begins again. */
    #continueIn(language) {
      this.#storage.update({ language });
      if (this.#conversation.phase !== "open") return;
      if (this.#conversation.spoken) {
        const text = config.texts[language].language_request;
        this.#conversation.send({ text, label: text });
      } else {
        this.#conversation.erase().catch(() => {}).then(() => this.#conversation.restart());
      }
    }
  }

  customElements.define("opastin-chat", OpastinChat);
}

async function styleSheet(url) {
  const sheet = new CSSStyleSheet();
  const answer = await fetch(url, { credentials: "omit" });
  if (answer.ok) sheet.replaceSync(await answer.text());
  return sheet;
}
