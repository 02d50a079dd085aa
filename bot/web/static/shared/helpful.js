// Was this service helpful: yes or no, and after a no what was wrong. Folded up, so that a list of services stays short.

import { el, fill, uuid } from "./dom.js";
import { createHttp } from "./http.js";

const REASONS = ["wrong_number", "wrong_hours", "not_for_me", "other"];

/**
 * @param {object} service
 * @param {import("./cards.js").CardContext} context
 * @returns {HTMLElement}
 */
export function helpfulQuestion(service, { t, base, language }) {
  const http = createHttp({ base, language: () => language, credentials: "omit" });
  const id = uuid(); // of the answer: the reason that comes later renews it
  const said = el("p", { tabindex: "-1", class: "soft" });
  const choices = el("p", { class: "options" });
  const button = (key, answer, then) =>
    el("button", { type: "button", class: "option", onclick: () => send(answer, then) }, t(`helpful_${key}`));

  async function send(answer, then) {
    try {
      await http("POST", `api/catalog/services/${encodeURIComponent(service.id)}/feedback`, { body: { id, ...answer } });
      then();
    } catch (error) {
      say(error.code === "network" ? t("failed") : error.message);
    }
  }

  /** What was pressed may go away, so the words that come take the focus. */
  function say(text, buttons = [...choices.childNodes]) {
    fill(said, text);
    fill(choices, buttons);
    choices.hidden = !buttons.length;
    said.hidden = false;
    said.focus();
    choices.scrollIntoView({ block: "nearest" });
  }

  const thanks = () => say(t("helpful_thanks"), []);
  const why = () => say(t("helpful_why"), REASONS.map((reason) => button(reason, { helpful: false, reason }, thanks)));
  fill(choices, button("yes", { helpful: true }, thanks), button("no", { helpful: false }, why));
  said.hidden = true;
  return el("details", { class: "was-helpful" },
    el("summary", {}, t("helpful"), el("span", { class: "visually-hidden" }, ` ${service.name}`)), said, choices);
}
