// Finds a service of the catalogue in the resident's language, and hands over the one the nurse wants to send.

import { el, fill, uniqueId } from "../shared/dom.js";
import { pageLink } from "../shared/links.js";

/** Folded up until it is needed: a search field, and results each with a button. */
export class ServiceFinder {
  #setup;
  #field;
  #status = el("p", { class: "soft", role: "status" });
  #error = el("p", { class: "error", role: "alert" });
  #results = el("ul", { class: "found-services" });

  /**
   * @param {{t: Function, language: string, search: (words: string) => Promise<{items: object[], notice: string|null}>,
   *   onSend: (service: object) => void}} setup `language` is the resident's
   */
  constructor(setup) {
    this.#setup = setup;
    const { t, language } = setup;
    const id = uniqueId();
    this.#field = el("input", { id, type: "search", maxlength: 500, autocomplete: "off", enterkeyhint: "search" });
    this.node = el("details", { class: "quick" }, el("summary", {}, t("service_find")),
      el("form", { role: "search", "aria-label": t("service_find"), onsubmit: (event) => this.#search(event) },
        el("label", { for: id }, `${t("service_words")} (${t(`language_${language}`)})`),
        el("p", { class: "finder-row" }, this.#field, el("button", { class: "button" }, t("service_search")))),
      this.#error, this.#status, this.#results);
  }

  async #search(event) {
    event.preventDefault();
    const { t, search } = this.#setup;
    const words = this.#field.value.trim();
    if (!words) return this.#field.focus();
    fill(this.#error);
    try {
      const { items, notice } = await search(words);
      fill(this.#status, notice ?? t("service_found", { count: items.length }));
      fill(this.#results, items.map((service) => this.#result(service)));
    } catch (error) {
      fill(this.#error, error.code === "network" ? t("disconnected") : error.message);
    }
  }

  #result(service) {
    const { t, language } = this.#setup;
    const page = `palvelut/${encodeURIComponent(service.id)}?lang=${language}`;
    const send = () => {
      this.node.open = false;
      this.#setup.onSend(service);
    };
    return el("li", {},
      el("p", { class: "service-name", lang: service.language }, pageLink(page, service.name, `${location.origin}/`)),
      el("p", { lang: service.language }, service.summary),
      el("p", { class: "soft" }, [...service.municipalities, ...service.phones.slice(0, 1).map(({ number }) => number)].join(", ")),
      el("button", { type: "button", class: "button button-small", "aria-label": `${t("service_send")}: ${service.name}`, onclick: send },
        t("service_send")));
  }
}
