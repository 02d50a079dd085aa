// The result of an assessment: how urgent (colour, word and icon), why, what to do, what changes it.

import { callList } from "./calls.js";
import { el } from "./dom.js";
import { URGENCY_ICONS, icon } from "./icons.js";
import { pageLink } from "./links.js";
import { beyond, linkify } from "./rich-text.js";

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
 * @param {(text: string) => Node[]} say text to nodes
 * @param {import("./cards.js").CardContext} context
 * @returns {HTMLElement}
 */
export function resultCard({ text, data }, say, context) {
  const { t, numbers } = context;
  const { urgency, reviewed } = data;
  const parts = ["actions", "watch", "reasons"].map((name) => [name, (data[name] ?? []).map(asItem)]);
  const shown = parts.flatMap(([, items]) => items.map((item) => item.label));
  const [lead, ...rest] = say(beyond(text, shown));
  const line = NUMBER_FOR[urgency] && numbers[NUMBER_FOR[urgency]];
  return el("section", { class: `card card-result edge-${urgency}`, "aria-label": t("result") },
    urgency in URGENCY_ICONS && el("p", { class: "card-title" }, urgencyBadge(urgency, t)),
    lead,
    line && callList([line], { t, numbers, strong: true }),
    parts.map(([name, items]) => part(name, items, context)),
    data.page && context.self === "resident" && keepLink(data.page, context),
    rest.length > 0 && el("div", { class: reviewed === false ? "note" : "" }, rest));
}

/** The way to the page that is made for saving and printing this result. */
function keepLink(page, { t, base, language }) {
  const link = pageLink(`${page}?lang=${language}`, "", base, { class: "button result-page" });
  link.append(icon("print"), t("result_page"));
  return el("p", {}, link);
}

function part(name, items, { t, base, numbers }) {
  if (!items.length) return null;
  const line = (item) => (item.url ? pageLink(item.url, item.label, base) : linkify(item.label, Object.values(numbers)));
  return [el("p", { class: "card-heading" }, t(name)), el("ul", {}, items.map((item) => el("li", {}, line(item))))];
}

function asItem(item) {
  return typeof item === "string" ? { label: item } : { label: item.label ?? item.text, url: item.url };
}
