// Appointments: a confirmed one as a card, free times grouped by day.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { pageLink } from "./links.js";

/**
 * @param {object} booking {code, start, end?, service?, location?, address?, status?, url?}
 * @param {import("./cards.js").CardContext} context
 * @returns {HTMLElement}
 */
export function bookingCard(booking, { t, dates, base, language }) {
  const cancelled = booking.status === "cancelled";
  const title = t(cancelled ? "booking_cancelled" : "booking");
  const rows = [
    ["booking_when", booking.start && when(booking, dates)],
    ["booking_service", booking.service],
    ["booking_where", [booking.location, booking.address].filter(Boolean).join(", ")],
    ["booking_code", booking.code],
  ].filter(([, value]) => value);
  const page = booking.url ?? (booking.code && `ajanvaraus/${encodeURIComponent(booking.code)}?lang=${language}`);
  return el("section", { class: "card card-booking", "aria-label": title },
    el("p", { class: "card-title" }, icon(cancelled ? "close" : "check"), title),
    el("dl", {}, rows.map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value)))),
    page && el("p", {}, pageLink(page, t("booking_open"), base, { class: "button" })));
}

function when({ start, end }, dates) {
  return `${dates.day(start)} ${dates.time(start, end)}`;
}

/**
 * Options that choose a free time, grouped by day, and the other options. What all times have in common is told once.
 * @param {object} message of kind booking, with slots {id, start, service, location}
 * @param {ReturnType<import("./texts.js").createDates>} dates
 * @returns {{common: string, days: Array<{name: string, options: object[]}>, others: object[]}}
 */
export function slotDays({ data: { slots }, options }, dates) {
  const same = (field) => new Set(slots.map((slot) => slot[field])).size === 1;
  const told = ["service", "location"];
  const apart = told.filter((field) => !same(field));
  const days = new Map();
  const others = [];
  for (const option of options) {
    const slot = slots.find(({ id }) => option.payload === `slot:${id}`);
    if (!slot) {
      others.push(option);
      continue;
    }
    const key = dates.dayKey(slot.start);
    if (!days.has(key)) days.set(key, { name: dates.day(slot.start), options: [] });
    const face = [dates.time(slot.start), ...apart.map((field) => slot[field])].filter(Boolean).join(", ");
    days.get(key).options.push({ ...option, face });
  }
  const common = told.filter(same).map((field) => slots[0][field]).filter(Boolean).join(", ");
  return { common, days: [...days.values()], others };
}
