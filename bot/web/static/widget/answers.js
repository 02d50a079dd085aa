// How a resident answers: buttons, boxes to tick, a scale, a number, a date. What has been answered stays readable:
// controls are switched off with aria-disabled, which keeps the focus where it was.

import { slotDays } from "../shared/card-booking.js";
import { el, fill, uniqueId } from "../shared/dom.js";
import { icon } from "../shared/icons.js";

const ALONE = ["none", "unknown"]; // answers of the assessment engine that are never ticked together with others

/**
 * Make the drawer of a message's options.
 * @param {{t: Function, dates: object, send: (message: {text?: string, payload?: string, label: string}) => void}} setup
 * @returns {(message: object) => {node: Node|null, settle: (text: string) => void}}
 */
export function createAnswers({ t, dates, send }) {
  return (message) => {
    const controls = new Controls(t, send);
    const draw = TYPES[message.data.answer_type] ?? (message.data.slots?.length ? slots : choice);
    const parts = draw(message, controls, { t, dates });
    if (!parts.length) return { node: null, settle() {} };
    const node = el("div", { class: "answers", role: "group", "aria-label": t("options") }, parts);
    return { node, settle: (text) => controls.settle(text) };
  };
}

/** The controls of one message: they send once, then are switched off together. */
class Controls {
  #t;
  #send;
  #buttons = [];
  #fields = [];
  settled = false;

  constructor(t, send) {
    this.#t = t;
    this.#send = send;
  }

  /** A button that sends an option's payload, or its label as text when it has no payload. */
  option({ label, payload }, face = label) {
    const message = payload ? { payload, label } : { text: label, label };
    const button = el("button", { type: "button", class: "option", onclick: () => this.answer(message) }, face);
    this.#buttons.push({ button, label });
    return button;
  }

  /** Fields with their button: `read` gives what to send, or throws an Error with what is wrong. */
  form(inputs, read) {
    const error = el("p", { class: "error", role: "alert" });
    const button = el("button", { type: "submit", class: "button" }, this.#t("answer"));
    const submit = (event) => {
      event.preventDefault();
      if (this.settled) return;
      fill(error);
      try {
        this.answer(read());
      } catch (wrong) {
        fill(error, wrong.message);
      }
    };
    this.#buttons.push({ button, label: null });
    this.#fields.push(...inputs.querySelectorAll("input"));
    return el("form", { class: "answer-form", novalidate: true, onsubmit: submit },
      inputs, error, button);
  }

  answer(message) {
    if (this.settled) return;
    this.settle(message.label);
    this.#send(message);
  }

  /** Switch off; `text` is what the resident answered, so that the chosen ones can be marked. */
  settle(text) {
    this.settled = true;
    for (const { button, label } of this.#buttons) {
      button.setAttribute("aria-disabled", "true");
      if (label !== null && text === label && !button.classList.contains("chosen")) {
        button.classList.add("chosen");
        button.append(icon("check"), el("span", { class: "visually-hidden" }, ` (${this.#t("chosen")})`));
      }
    }
    for (const field of this.#fields) {
      if (field.type === "checkbox") {
        field.checked = `, ${text}, `.includes(`, ${field.dataset.label}, `);
        field.addEventListener("click", (event) => event.preventDefault());
        field.setAttribute("aria-disabled", "true");
      } else field.readOnly = true;
    }
  }
}

function choice({ options }, controls) {
  if (!options.length) return [];
  return [el("div", { class: "options" }, options.map((option) => controls.option(option)))];
}

function slots(message, controls, { t, dates }) {
  const { common, days, others } = slotDays(message, dates);
  const groups = days.map(({ name, options }) =>
    el("div", { class: "slot-day", role: "group", "aria-label": name },
      el("p", { class: "card-heading", "aria-hidden": "true" }, name),
      el("div", { class: "options" }, options.map((option) => controls.option(option, option.face)))));
  const list = groups.length ? el("div", { class: "card", role: "group", "aria-label": t("slots") }, common && el("p", {}, common), groups) : null;
  return [list, ...choice({ options: others }, controls)].filter(Boolean);
}

function multi({ options }, controls, { t }) {
  const ticked = ({ payload }) => payload.startsWith("answer:") && !ALONE.includes(payload.split(":").at(-1));
  const boxes = options.filter(ticked).map((option) => ({ option, id: uniqueId() }));
  const rows = boxes.map(({ option, id }) =>
    el("p", { class: "box" }, el("input", { type: "checkbox", id, "data-label": option.label }), el("label", { for: id }, option.label)));
  const read = () => {
    const chosen = boxes.filter((_, place) => rows[place].querySelector("input").checked).map(({ option }) => option);
    if (!chosen.length) throw new Error(t("multi_empty"));
    return {
      payload: chosen.map((option) => option.payload).join(" "),
      label: chosen.map((option) => option.label).join(", "),
    };
  };
  return [controls.form(el("fieldset", {}, el("legend", {}, t("multi")), rows), read), ...choice({ options: options.filter((option) => !ticked(option)) }, controls)];
}

function scale({ options, data }, controls, { t }) {
  const low = data.min ?? 0;
  const high = data.max ?? 10;
  const steps = options.filter((option) => /^\d+$/.test(option.label));
  const others = options.filter((option) => !steps.includes(option));
  const plain = Array.from({ length: high - low + 1 }, (_, place) => ({ label: String(low + place) }));
  const buttons = (steps.length ? steps : plain).map((option) => controls.option(option));
  const label = t("scale", { low, high });
  return [el("div", { class: "options scale", role: "group", "aria-label": label }, buttons), ...choice({ options: others }, controls)];
}

function number({ options, data }, controls, { t }) {
  const input = el("input", { id: uniqueId(), type: "text", inputmode: "decimal", autocomplete: "off", class: "short" });
  const row = el("p", { class: "field" }, el("label", { for: input.id }, [t("number"), data.unit && ` (${data.unit})`]), input);
  const read = () => {
    const text = input.value.trim();
    const value = Number(text.replace(",", "."));
    if (!text || Number.isNaN(value)) throw new Error(t("number_empty"));
    const [low, high] = [data.min ?? -Infinity, data.max ?? Infinity];
    if (value < low || value > high) throw new Error(t("number_range", { low: data.min ?? "", high: data.max ?? "" }));
    return { text, label: text };
  };
  return [controls.form(row, read), ...choice({ options }, controls)];
}

function date({ options }, controls, { t }) {
  const input = el("input", { id: uniqueId(), type: "date", class: "short" });
  const row = el("p", { class: "field" }, el("label", { for: input.id }, t("date")), input);
  const read = () => {
    if (!input.value) throw new Error(t("date_empty"));
    const text = input.value.split("-").map(Number).reverse().join("."); // 21.11.2026, as people write it in Finland
    return { text, label: text };
  };
  return [controls.form(row, read), ...choice({ options }, controls)];
}

const TYPES = { multi, scale, number, date };
