// The form of a service works without this. With it the preview follows what is written, rows can be added, and
// leaving with unsaved changes is asked about.

import { el } from "../shared/dom.js";

const PAUSE = 500; // ms after the last key before the preview is made anew
const form = document.getElementById("service");
const button = form.querySelector(".preview-button");
let timer;
let unsaved = form.querySelector("[aria-invalid]") !== null;

form.addEventListener("input", () => {
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(preview, PAUSE);
});
document.getElementById("preview_language").addEventListener("change", preview);
form.addEventListener("submit", (event) => {
  if (event.submitter !== button) unsaved = false;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
for (const rows of form.querySelectorAll("[data-rows]")) addButton(rows);
document.getElementById("faults")?.focus();
button.hidden = true; // the preview follows by itself
preview();

/**
 * Make the preview in a new frame and show it when it is there: a frame that is sent to again would flash, lose its
 * place, and fill the browser's history.
 */
function preview() {
  const shown = document.querySelector('iframe[name="preview"]');
  const fresh = el("iframe", { name: "preview-next", title: shown.title, class: "coming" });
  document.querySelectorAll("iframe.coming").forEach((frame) => frame.remove());
  shown.after(fresh);
  button.setAttribute("formtarget", fresh.name);
  form.requestSubmit(button);
  button.setAttribute("formtarget", "preview");
  fresh.addEventListener("load", () => {
    if (!fresh.isConnected || fresh.contentWindow.location.href === "about:blank") return;
    const top = shown.contentWindow?.scrollY ?? 0;
    shown.remove();
    fresh.name = "preview";
    fresh.contentWindow.name = "preview";
    fresh.className = "";
    fresh.contentWindow.scrollTo(0, top);
  });
}

/**
 * Let a group of rows grow: the new row is the last one's copy, emptied and numbered on.
 * @param {HTMLElement} rows
 */
function addButton(rows) {
  const add = el("button", { type: "button", class: "button button-small", onclick: grow }, rows.dataset.rows);
  rows.after(add);

  function grow() {
    const last = rows.lastElementChild;
    const next = last.cloneNode(true);
    const number = rows.childElementCount + 1;
    for (const node of next.querySelectorAll("[id]")) node.id = node.id.replace(/\d+$/, number);
    for (const label of next.querySelectorAll("label")) label.htmlFor = label.htmlFor.replace(/\d+$/, number);
    for (const text of textsOf(next)) text.data = text.data.replace(`${number - 1}`, number);
    for (const error of next.querySelectorAll(".error")) error.remove();
    for (const field of next.querySelectorAll("input, textarea, select")) clear(field, number);
    rows.append(next);
    next.querySelector("input, select").focus();
  }
}

/** The words of a row's labels and legend. */
function textsOf(row) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("label, legend") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  return texts;
}

/** Empty a copied field and take its faults away; a box says by its value which row it is about. */
function clear(field, number) {
  field.removeAttribute("aria-invalid");
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("-fault"));
  if (described.length) field.setAttribute("aria-describedby", described.join(" "));
  else field.removeAttribute("aria-describedby");
  if (field.type === "checkbox") [field.checked, field.value] = [false, number];
  else if (field.tagName === "SELECT") field.selectedIndex = 0;
  else field.value = "";
}
