// What a message shows beside its text, by the kind in its data. A kind without a card is its text.

import { callList } from "./calls.js";
import { bookingCard } from "./card-booking.js";
import { resultCard } from "./card-result.js";
import { phoneNumbers, serviceCards } from "./card-services.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { beyond, richText } from "./rich-text.js";

/**
 * @typedef {Object} CardContext
 * @property {(key: string, values?: object) => string} t
 * @property {ReturnType<import("./texts.js").createDates>} dates
 * @property {string} base address of the service
 * @property {string} language of the interface
 * @property {Object<string, string>} numbers help lines of the region by role
 * @property {(message: object) => {node: Node|null, settle: (text: string) => void}} answers draws a message's options
 * @property {string} [self] the sender who reads this
 */

/**
 * A message's body, and how to settle its options once the resident has answered.
 * @param {object} message as in the API
 * @param {CardContext} context
 * @returns {{nodes: Array<Node|null>, settle: (text: string) => void}}
 */
export function messageBody(message, context) {
  const numbers = [...Object.values(context.numbers), ...(message.data.numbers ?? [])];
  const say = (text) => richText(text, numbers);
  if (message.sender === "resident") return { nodes: say(message.text), settle() {} };
  const draw = CARDS[message.data.kind] ?? (({ text }) => say(text));
  const answers = context.answers(message);
  return { nodes: [...draw(message, say, context), answers.node], settle: answers.settle };
}

const CARDS = {
  emergency({ text, data }, say, { t, numbers }) {
    return [
      el("section", { class: "card card-emergency", "aria-label": t("emergency") },
        el("p", { class: "card-title" }, icon("octagon"), t("emergency")),
        callList(data.numbers ?? [], { t, numbers, strong: true }),
        say(text)),
    ];
  },
  fallback({ text, data }, say, { t, numbers }) {
    return [...say(text), callList(data.numbers ?? [], { t, numbers })];
  },
  result(message, say, context) {
    return [resultCard(message, say, context)];
  },
  services({ text, data: { services = [] } }, say, context) {
    const shown = services.flatMap((service) => [service.name, ...phoneNumbers(service)]);
    return [...say(beyond(text, shown)), serviceCards(services, context)];
  },
  booking({ text, data: { booking, slots = [] } }, say, context) {
    const shown = slots.map((slot) => slot.text);
    return [...say(beyond(text, shown)), booking ? bookingCard(booking, context) : null];
  },
  question({ text, data: { progress } }, say, { t }) {
    if (!progress) return say(text);
    const percent = Math.round(progress * 100);
    const label = t("progress", { percent });
    return [el("progress", { class: "progress", max: 100, value: percent, "aria-label": label, title: label }), ...say(text)];
  },
};
