// The result of an assessment: how urgent (colour, word and icon), why, what to do, what changes it.

import { callList } from "./calls.js";
import { el } from "./dom.js";
import { URGENCY_ICONS, icon } from "./icons.js";
import { pageLink } from "./links.js";
import { linkify } from "./rich-text.js";

const NUMBER_FOR = { emergency: "emergency", urgent_now: "on_call" };

/**
 * How urgent, as a badge.
 * @param {string} urgency a level of the contract
 * @param {(key: string) => string} t
 * @returns {HTMLElement}
 */
export function urgencyBadge(urgency, t) {
  return el("span", { class: `urgency urgency-${urgency}` }, icon(URGENCY_ICONS[urgency]), t(`urgency_${urgency}`));
}

/**
 * @param {object} message
 * @param {Node[]} text its text
 * @param {import("./cards.js").CardContext} context
 * @returns {HTMLElement}
 */
export function resultCard(message, text, context) {
  const { t, numbers } = context;
  const { urgency, reasons, actions, watch, reviewed } = message.data;
  const known = urgency in URGENCY_ICONS;
  const line = NUMBER_FOR[urgency] && numbers[NUMBER_FOR[urgency]];
  return el("section", { class: `card card-result ${known ? `edge-${urgency}` : ""}`, "aria-label": t("result") },
    known && el("p", { class: "card-title" }, urgencyBadge(urgency, t), el("span", { class: "meaning" }, t(`meaning_${urgency}`))),
    line && callList([line], { t, numbers, strong: true }),
    text,
    part("actions", actions, message.text, context),
    part("watch", watch, message.text, context),
    part("reasons", reasons, message.text, context),
    reviewed !== true && el("p", { class: "note" }, icon("info"), t("sample")));
}

/** A titled list of what the text has not said already. */
function part(name, items, said, { t, base, numbers }) {
  const left = (items ?? []).map(asItem).filter((item) => !said.includes(item.label));
  if (!left.length) return null;
  const line = (item) => (item.url ? pageLink(item.url, item.label, base) : linkify(item.label, Object.values(numbers)));
  return [el("p", { class: "card-heading" }, t(name)), el("ul", {}, left.map((item) => el("li", {}, line(item))))];
}

function asItem(item) {
  return typeof item === "string" ? { label: item } : { label: item.label ?? item.text ?? item.title ?? "", url: item.url };
}
