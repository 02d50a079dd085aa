// Message text to DOM: paragraphs, simple lists, and links on web addresses and on help lines the region knows.

import { el } from "./dom.js";
import { safeHref, telHref } from "./links.js";

const ITEM = /^\s*(?:[-•*–]|\d{1,2}[.)])\s+/;
const ADDRESS = "https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]";

/**
 * Text with known phone numbers and web addresses as links.
 * @param {string} text
 * @param {string[]} numbers
 * @returns {Array<Node|string>}
 */
export function linkify(text, numbers) {
  const known = [...new Set(numbers)].sort((a, b) => b.length - a.length).map(escapeForRegExp);
  const alternatives = [ADDRESS, ...known.map((number) => `(?<![\\d-])${number}(?![\\d-])`)];
  const pattern = new RegExp(alternatives.join("|"), "g");
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(done, match.index), link(match[0]));
    done = match.index + match[0].length;
  }
  parts.push(text.slice(done));
  return parts;
}

function link(found) {
  if (!found.startsWith("http")) return el("a", { href: telHref(found) }, found);
  return el("a", { href: safeHref(found), target: "_blank", rel: "noopener" }, found);
}

function escapeForRegExp(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * Text without the lines that say what a card shows: the text alone is whole, for screen readers and other clients.
 * @param {string} text
 * @param {Array<string|undefined>} shown
 * @returns {string}
 */
export function beyond(text, shown) {
  const pieces = shown.filter(Boolean);
  return text.split("\n").filter((line) => !pieces.some((piece) => line.includes(piece))).join("\n");
}

/**
 * Text as paragraphs and lists.
 * @param {string} text
 * @param {string[]} [numbers] phone numbers to link
 * @returns {HTMLElement[]}
 */
export function richText(text, numbers = []) {
  const blocks = [];
  let list = null;
  for (const line of text.split("\n")) {
    const item = line.match(ITEM);
    if (item) {
      list = list ?? blocks[blocks.push(el("ul", {})) - 1];
      list.append(el("li", {}, linkify(line.slice(item[0].length), numbers)));
    } else {
      list = null;
      if (line.trim()) blocks.push(el("p", {}, linkify(line, numbers)));
    }
  }
  return blocks;
}
