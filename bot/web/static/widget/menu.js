// The chat's menu: a button that opens a list of actions. Escape closes it and gives the focus back.

import { el, fill } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

const NAMES = { fi: "Suomi", sv: "Svenska", en: "English" };

/**
 * @typedef {{label: string, icon: string, run: () => void, hidden?: boolean}} Action
 */

/** Button and list. */
export class Menu {
  #list;
  #actions;
  #language;

  /**
   * @param {{t: Function, language: string, actions: () => Action[], onLanguage: (language: string) => void}} setup
   *   `actions` is asked each time the menu opens
   */
  constructor({ t, language, actions, onLanguage }) {
    this.#actions = actions;
    this.#language = { t, language, onLanguage };
    this.#list = el("ul", { class: "menu-list", hidden: true });
    this.button = el("button", {
      type: "button", class: "icon-button", "aria-expanded": "false", "aria-label": t("menu"), title: t("menu"),
      onclick: () => this.#toggle(this.#list.hidden),
    }, icon("menu"));
    this.node = el("div", {
      class: "menu",
      onkeydown: (event) => this.#onKey(event),
      onfocusout: (event) => {
        if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.#toggle(false);
      },
    }, this.button, this.#list);
  }

  #toggle(open) {
    this.#list.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (open) fill(this.#list, this.#rows());
  }

  #rows() {
    const rows = this.#actions().filter((action) => !action.hidden).map(({ label, icon: name, run }) =>
      el("li", {}, el("button", { type: "button", onclick: () => this.#choose(run) }, icon(name), label)));
    return [...rows, this.#languages()];
  }

  #languages() {
    const { t, language, onLanguage } = this.#language;
    const buttons = Object.entries(NAMES).map(([code, name]) =>
      el("button", {
        type: "button", lang: code, "aria-pressed": String(code === language),
        onclick: () => this.#choose(() => code !== language && onLanguage(code)),
      }, name));
    return el("li", { class: "menu-languages", role: "group", "aria-label": t("language") }, icon("globe"), buttons);
  }

  #choose(run) {
    this.#toggle(false);
    this.button.focus();
    run();
  }

  #onKey(event) {
    if (event.key !== "Escape" || this.#list.hidden) return;
    event.stopPropagation();
    this.#toggle(false);
    this.button.focus();
  }
}
