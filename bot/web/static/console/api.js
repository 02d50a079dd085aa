// The handoff API of a signed-in nurse, one function a route.

import { createHttp } from "../shared/http.js";

/** @param {string} language of the page */
export function createApi(language) {
  const http = createHttp({ base: location.origin, language: () => language });
  const json = async (...call) => (await http(...call)).json();
  const one = (id, rest = "") => `/api/handoff/${id}${rest}`;
  return {
    /** @param {string} after version @param {number} wait seconds @param {AbortSignal} [signal] */
    queue: (after, wait, signal) =>
      json("GET", `/api/handoff/queue?after=${encodeURIComponent(after)}&wait=${wait}`, { signal, seconds: wait + 15 }),
    /** @param {boolean} onDuty */
    presence: (onDuty) => http("POST", "/api/handoff/presence", { body: { on_duty: onDuty }, keepalive: true }),
    /** @param {string} id */
    show: (id) => json("GET", one(id)),
    /** @param {string} id */
    claim: (id) => json("POST", one(id, "/claim")),
    /** @param {string} id */
    release: (id) => json("POST", one(id, "/release")),
    /** @param {string} id */
    close: (id) => json("POST", one(id, "/close")),
    /** @param {string} id of a call-back that has been made */
    called: (id) => json("POST", one(id, "/called")),
    /** @param {string} id @param {number} after @param {number} wait @param {AbortSignal} [signal] */
    messages: async (id, after, wait, signal) =>
      (await json("GET", one(id, `/messages?after=${after}&wait=${wait}`), { signal, seconds: wait + 15 })).messages,
    /** @param {string} id @param {import("../shared/outbox.js").Item} item */
    send: async (id, { clientId, text, service }) => {
      const [rest, what] = service ? ["/services", { service }] : ["/messages", { text }];
      return (await json("POST", one(id, rest), { body: { client_id: clientId, ...what } })).message;
    },
    /** @param {string} words @param {string} lang the resident's @returns {Promise<{items: object[], notice: string|null}>} */
    findServices: (words, lang) => json("GET", `/api/catalog/services?limit=8&lang=${lang}&q=${encodeURIComponent(words)}`),
    /** @param {string} id @param {number} after @returns {WebSocket} */
    socket: (id, after) => {
      const url = new URL(one(id, `/ws?after=${after}`), location.origin);
      url.protocol = url.protocol.replace("http", "ws");
      return new WebSocket(url);
    },
    /** Sign out. */
    signOut: () => http("DELETE", "/api/session"),
  };
}
