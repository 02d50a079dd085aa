// Services of the catalogue as cards: name, summary, phone, whether open now, where to read more.

import { el } from "./dom.js";
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

function serviceCard(service, { t, base, language }) {
  const page = `palvelut/${encodeURIComponent(service.id)}?lang=${language}`;
  const own = service.url && safeHref(service.url, base);
  return [
    el("p", { class: "service-name" }, pageLink(page, service.name, base)),
    openBadge(service.open_now, t),
    service.summary && el("p", {}, service.summary),
    el("p", { class: "service-links" },
      phoneNumbers(service).map((number) => phoneLink(number)),
      own && own !== safeHref(page, base) && pageLink(own, t("service_site"), base, { "aria-label": `${t("service_site")}: ${service.name}` })),
  ];
}

/**
 * @param {boolean|null|undefined} open null when nobody knows
 * @param {(key: string) => string} t
 * @returns {HTMLElement|null}
 */
export function openBadge(open, t) {
  if (open === null || open === undefined) return null;
  return el("p", { class: `badge ${open ? "badge-open" : "badge-closed"}` }, t(open ? "open_now" : "closed_now"));
}
