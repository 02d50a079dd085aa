// What a message shows beside its text, by the kind in its data. A kind without a card is its text.

import { bookingCard } from "./card-booking.js";
import { callList } from "./calls.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { richText } from "./rich-text.js";
import { resultCard } from "./card-result.js";
import { phoneNumbers, serviceCards } from "./card-services.js";

/**
 * @typedef {Object} CardContext
 * @property {(key: string, values?: object) => string} t
 * @property {ReturnType<import("./texts.js").createDates>} dates
 * @property {string} base address of the service
 * @property {string} language of the interface
 * @property {Object<string, string>} numbers help lines of the region by role
 * @property {(message: object) => {node: Node|null, settle: (text: string) => void}} answers draws a message's options
 */

/**
 * A message's body, and how to settle its options once the resident has answered.
 * @param {object} message as in the API
 * @param {CardContext} context
 * @returns {{nodes: Array<Node|null>, settle: (text: string) => void}}
 */
export function messageBody(message, context) {
  const text = richText(message.text, [...Object.values(context.numbers), ...phonesIn(message.data)]);
  if (message.sender === "resident") return { nodes: text, settle() {} };
  const answers = context.answers(message);
  const nodes = (CARDS[message.data.kind] ?? plain)(message, text, context);
  return { nodes: [...nodes, answers.node], settle: answers.settle };
}

function plain(message, text) {
  return text;
}

function phonesIn(data) {
  return [...(data.numbers ?? []), ...(data.services ?? []).flatMap((service) => phoneNumbers(service))];
}

const CARDS = {
  emergency(message, text, { t, numbers }) {
    return [
      el("section", { class: "card card-emergency", "aria-label": t("emergency") },
        el("p", { class: "card-title" }, icon("octagon"), t("emergency")),
        callList(message.data.numbers ?? [], { t, numbers, strong: true }),
        text),
    ];
  },
  fallback(message, text, { t, numbers }) {
    return [...text, callList(message.data.numbers ?? [], { t, numbers })];
  },
  result(message, text, context) {
    return [resultCard(message, text, context)];
  },
  services(message, text, context) {
    return [...text, serviceCards(message.data.services ?? [], context)];
  },
  booking(message, text, context) {
    const { booking } = message.data;
    return [...text, booking ? bookingCard(booking, context) : null];
  },
  question(message, text, { t }) {
    const progress = message.data.progress;
    if (!progress) return text;
    const percent = Math.round(progress * 100);
    const label = t("progress", { percent });
    return [el("progress", { class: "progress", max: 100, value: percent, "aria-label": label, title: label }), ...text];
  },
};
