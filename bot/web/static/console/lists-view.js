// The left side of the console: queue, own conversations, call-backs. Redrawn in place, so that the focus and the
// reading position of a screen reader stay where they were.

import { urgencyBadge } from "../shared/card-result.js";
import { el, fill } from "../shared/dom.js";
import { URGENCY_ICONS } from "../shared/icons.js";
import { phoneLink } from "../shared/links.js";

const MINUTE = 60_000;

/** Three titled lists of buttons. */
export class ListsView {
  #t;
  #nameOf;
  #actions;
  #lists = { queued: [], mine: [], callbacks: [], at: Date.now() };
  #parts = {};
  #rows = new Map();
  selected = null;

  /**
   * @param {(key: string, values?: object) => string} t
   * @param {(row: object) => string} nameOf a row's topic in words
   * @param {{open: (row: object) => void, called: (row: object) => void, unread: (row: object) => boolean}} actions
   */
  constructor(t, nameOf, actions) {
    this.#t = t;
    this.#nameOf = nameOf;
    this.#actions = actions;
    const part = (name, key) => {
      const count = el("span", { class: "count" });
      const list = el("ul", { class: "rows" });
      const empty = el("p", { class: "empty" }, t(`${key}_empty`));
      this.#parts[name] = { count, list, empty };
      return el("section", { "aria-labelledby": `list-${name}` }, el("h2", { id: `list-${name}` }, t(key), " ", count), empty, list);
    };
    this.node = el("nav", { class: "lists", "aria-label": t("lists") },
      part("mine", "mine"), part("queued", "queue"), part("callbacks", "callbacks"));
    setInterval(() => this.draw(), MINUTE / 2); // minutes waited go on
  }

  /** @param {{queued: object[], mine: object[], callbacks: object[], at: number}} lists */
  update(lists) {
    this.#lists = lists;
    this.draw();
  }

  /** Draw what is known; rows that stay keep their nodes. */
  draw() {
    const seen = new Set();
    for (const [name, { count, list, empty }] of Object.entries(this.#parts)) {
      const rows = this.#lists[name] ?? [];
      fill(count, String(rows.length));
      empty.hidden = rows.length > 0;
      rows.forEach((row, place) => {
        const node = this.#row(name, row);
        seen.add(row.id);
        if (list.children[place] !== node) list.insertBefore(node, list.children[place] ?? null);
      });
    }
    for (const [id, { node }] of this.#rows) {
      if (!seen.has(id)) {
        node.remove();
        this.#rows.delete(id);
      }
    }
  }

  #row(name, row) {
    const known = this.#rows.get(row.id) ?? this.#newRow(row.id);
    known.row = row;
    known.button.setAttribute("aria-current", String(row.id === this.selected));
    fill(known.button, this.#face(name, row));
    fill(known.extra, name === "callbacks" && this.#callBack(known));
    return known.node;
  }

  #newRow(id) {
    const known = { row: null };
    known.button = el("button", { type: "button", class: "row-button", onclick: () => this.#actions.open(known.row) });
    known.extra = el("div", { class: "row-extra" });
    known.node = el("li", {}, known.button, known.extra);
    this.#rows.set(id, known);
    return known;
  }

  #face(name, row) {
    const t = this.#t;
    const minutes = Math.floor((row.waited_seconds + (Date.now() - this.#lists.at) / 1000) / 60);
    return [
      el("span", { class: "row-top" },
        name === "queued" && el("strong", {}, t("position", { position: row.position })),
        row.urgency in URGENCY_ICONS ? urgencyBadge(row.urgency, t) : el("span", { class: "soft" }, t("no_urgency")),
        name === "mine" && this.#actions.unread(row) && el("span", { class: "unread" }, t("unread"))),
      el("span", { class: "row-topic" }, this.#nameOf(row)),
      el("span", { class: "row-detail" }, [
        reasonText(row.reason, t), t(`language_${row.language}`), t(name === "queued" ? "waited" : "asked", { minutes }),
      ].filter(Boolean).join(" · ")),
    ];
  }

  #callBack({ row }) {
    const t = this.#t;
    const label = t("call_number", { phone: row.phone });
    return [
      phoneLink(row.phone, { label, className: "button button-small" }),
      el("button", { type: "button", class: "button button-small", "aria-label": `${t("called")}: ${row.phone}`, onclick: () => this.#actions.called(row) }, t("called")),
    ];
  }
}

/**
 * Why a person was asked for, in words.
 * @param {string|undefined} reason a code of ours, or text already
 * @param {(key: string) => string} t
 */
export function reasonText(reason, t) {
  const codes = ["asked", "assessment", "emergency", "not_understood", "callback"];
  return codes.includes(reason) ? t(`reason_${reason}`) : reason;
}
