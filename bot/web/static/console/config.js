// What the server put into the page: texts in the page's language, help lines, quick replies.

/** @returns {any} */
export function readConfig() {
  return JSON.parse(document.getElementById("config").textContent);
}
