// Links made from data: only http, https and tel, whatever the data says.

import { el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * The address if it may be linked to.
 * @param {string} url
 * @param {string} base address that a relative one is relative to
 * @returns {string|null}
 */
export function safeHref(url, base) {
  try {
    const parsed = new URL(url, base);
    return ["http:", "https:", "tel:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} number as people read it, "09 2525 0111"
 * @returns {string} a tel: address
 */
export function telHref(number) {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}

/**
 * A phone number as a link.
 * @param {string} number
 * @param {{label?: string, className?: string}} [how]
 * @returns {HTMLElement}
 */
export function phoneLink(number, { label = number, className = "phone" } = {}) {
  return el("a", { href: telHref(number), class: className }, icon("phone"), el("span", {}, label));
}

/**
 * A link to a page, or plain text when the address may not be linked to.
 * @param {string} url
 * @param {string} label
 * @param {string} base
 * @param {Object<string, any>} [props]
 * @returns {HTMLElement}
 */
export function pageLink(url, label, base, props = {}) {
  const href = safeHref(url, base);
  return href ? el("a", { href, target: "_blank", rel: "noopener", ...props }, label) : el("span", {}, label);
}
