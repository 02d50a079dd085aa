// Help lines as links one can tap. The first one is the right one and the biggest.

import { el } from "./dom.js";
import { phoneLink } from "./links.js";

/**
 * @param {string[]} called numbers, the right one first
 * @param {{t: Function, numbers: Object<string, string>, strong?: boolean}} how
 * @returns {HTMLElement|null}
 */
export function callList(called, { t, numbers, strong = false }) {
  if (!called.length) return null;
  const roles = new Map(Object.entries(numbers).reverse().map(([role, number]) => [number, role]));
  const items = called.map((number, place) => {
    const first = strong && place === 0;
    const role = roles.get(number);
    const name = role && role !== "emergency" ? `${t(`number_${role}`)}: ` : "";
    const label = name + t("call", { number });
    return el("li", {}, phoneLink(number, { label, className: first ? "call call-first" : "call" }));
  });
  return el("ul", { class: "calls" }, items);
}
