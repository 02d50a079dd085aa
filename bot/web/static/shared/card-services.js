// Services of the catalogue as cards: name, summary, phone, whether open now, where to read more.

import { el } from "./dom.js";
import { helpfulQuestion } from "./helpful.js";
import { pageLink, phoneLink, safeHref } from "./links.js";

/**
 * @param {object} service
 * @returns {string[]} its numbers; the catalogue gives them as text or as {number}
 */
export function phoneNumbers(service) {
  return (service.phones ?? []).map((phone) => (typeof phone === "string" ? phone : phone.number)).filter(Boolean);
}

/**
 * @param {object[]} services best first
 * @param {import("./cards.js").CardContext} context
 * @returns {HTMLElement|null}
 */
export function serviceCards(services, context) {
  if (!services.length) return null;
  const cards = services.map((service) => el("li", { class: "card card-service" }, serviceCard(service, context)));
  return el("ul", { class: "services", "aria-label": context.t("services") }, cards);
}

function serviceCard(service, context) {
  const { t, base, language, dates, self } = context;
  const page = `palvelut/${encodeURIComponent(service.id)}?lang=${language}`;
  const own = service.url && safeHref(service.url, base);
  return [
    el("p", { class: "service-name" }, pageLink(page, service.name, base)),
    openBadge(service, t, dates),
    service.summary && el("p", {}, service.summary),
    el("p", { class: "service-links" },
      phoneNumbers(service).map((number) => phoneLink(number)),
      own && own !== safeHref(page, base) && pageLink(own, t("service_site"), base, { "aria-label": `${t("service_site")}: ${service.name}` })),
    self === "resident" && helpfulQuestion(service, context),
  ];
}

/**
 * @param {{open_now?: boolean|null, next_open?: string|null}} service open_now is null when nobody knows
 * @param {(key: string, values?: object) => string} t
 * @param {ReturnType<import("./texts.js").createDates>} dates
 * @returns {HTMLElement|null}
 */
function openBadge({ open_now: open, next_open: next }, t, dates) {
  if (open === null || open === undefined) return null;
  if (open) return el("p", { class: "badge badge-open" }, t("open_now"));
  const closed = next ? t("opens", { when: dates.moment(next) }) : t("closed_now");
  return el("p", { class: "badge badge-closed" }, closed);
}
