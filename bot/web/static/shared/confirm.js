// One question that must be answered before something that cannot be undone.

import { el, uniqueId } from "./dom.js";

/**
 * Ask in a modal dialog; Escape and "cancel" both mean no. The focus returns to where it was.
 * @param {Node} parent where the dialog is put while it is open
 * @param {{question: string, detail: string, yes: string, no: string}} texts
 * @returns {Promise<boolean>}
 */
export function confirm(parent, { question, detail, yes, no }) {
  const id = uniqueId();
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "confirm", "aria-labelledby": id, "aria-describedby": `${id}-detail` },
      el("form", { method: "dialog" },
        el("h2", { id }, question),
        el("p", { id: `${id}-detail` }, detail),
        el("p", { class: "buttons" },
          el("button", { value: "no", class: "button" }, no),
          el("button", { value: "yes", class: "button button-danger" }, yes))));
    dialog.addEventListener("keydown", (event) => event.stopPropagation()); // Escape is the dialog's alone
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    parent.append(dialog);
    dialog.showModal();
  });
}
