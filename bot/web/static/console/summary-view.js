// The structured summary of a handoff. What the server adds later is shown under its own name.

import { urgencyBadge } from "../shared/card-result.js";
import { el } from "../shared/dom.js";
import { URGENCY_ICONS } from "../shared/icons.js";
import { reasonText } from "./lists-view.js";

/**
 * @param {object} summary
 * @param {{t: Function, nameOf: (row: object) => string, known: (key: string) => boolean}} words `known` says whether
 *   there is a text of that key
 * @returns {HTMLElement}
 */
export function summaryView(summary, words) {
  const { t } = words;
  const keys = Object.keys(summary).filter((key) => !key.endsWith("_label") && !isEmpty(summary[key]));
  const rows = keys.map((key) => [title(key, words), value(key, summary, words)]);
  return el("section", { class: "summary", "aria-labelledby": "summary-title" },
    el("h3", { id: "summary-title" }, t("summary")),
    rows.length
      ? el("dl", {}, rows.map(([name, content]) => el("div", {}, el("dt", {}, name), el("dd", {}, content))))
      : el("p", {}, t("summary_empty")));
}

function title(key, { t, known }) {
  return known(`field_${key}`) ? t(`field_${key}`) : key.replaceAll("_", " ");
}

function isEmpty(value) {
  return value === null || value === "" || (Array.isArray(value) && !value.length);
}

function value(key, summary, { t, nameOf }) {
  const found = summary[key];
  if (key === "urgency" && found in URGENCY_ICONS) return urgencyBadge(found, t);
  if (key === "topic") return nameOf(summary);
  if (key === "reason") return reasonText(found, t);
  if (key === "assessments") return found.map((assessment) => assessmentView(assessment, t));
  return plain(found);
}

function assessmentView({ title: name, answers = [], urgency, reasons = [] }, t) {
  return el("div", { class: "assessment" },
    el("p", {}, el("strong", {}, name), " ", urgency in URGENCY_ICONS && urgencyBadge(urgency, t)),
    el("ul", {}, answers.map(({ question, answer }) => el("li", {}, `${question} `, el("strong", {}, plain(answer))))),
    reasons.length > 0 && el("p", {}, `${t("field_reasons")}: ${reasons.map(oneLine).join("; ")}`));
}

/** Anything as text or a list. */
function plain(found) {
  if (!Array.isArray(found)) return oneLine(found);
  return el("ul", {}, found.map((item) => el("li", {}, oneLine(item))));
}

function oneLine(item) {
  if (item === null || typeof item !== "object") return String(item);
  const named = item.label ?? item.name ?? item.title ?? item.text;
  return named ?? Object.entries(item).map(([key, part]) => `${key}: ${oneLine(part)}`).join(", ");
}
