// The chat API of a resident, one function a route.

import { createHttp } from "../shared/http.js";

const ROOT = "api/chat/conversations";

/**
 * @param {string} base address of the service
 * @param {{language: () => string, key: () => {id: string, token: string}|null}} session
 */
export function createApi(base, { language, key }) {
  const http = createHttp({ base, language, token: () => key()?.token ?? null, credentials: "omit" });
  const own = (rest = "") => `${ROOT}/${key().id}${rest}`;
  return {
    /** @param {string} chosen language @returns {Promise<{id: string, token: string, messages: object[]}>} */
    begin: (chosen) => http("POST", ROOT, { body: { language: chosen } }).then((answer) => answer.json()),

    /** @param {import("../shared/outbox.js").Item} item @returns {Promise<{seq: number}>} */
    send: async ({ clientId, text, payload }) => {
      const body = { client_id: clientId, ...(payload ? { payload } : { text }) };
      const answer = await http("POST", own("/messages"), { body });
      return (await answer.json()).message;
    },

    /** @param {number} after @param {number} wait seconds @param {AbortSignal} [signal] @returns {Promise<object[]>} */
    messages: async (after, wait, signal) => {
      const answer = await http("GET", own(`/messages?after=${after}&wait=${wait}`), { signal, seconds: wait + 15 });
      return (await answer.json()).messages;
    },

    /** @param {number} after @returns {WebSocket} */
    socket: (after) => {
      const url = new URL(own(`/ws?after=${after}`), base);
      url.protocol = url.protocol.replace("http", "ws");
      return new WebSocket(url, ["opastin", `bearer.${key().token}`]);
    },

    /** The resident is back: what was left open is offered again. @returns {Promise<Response>} */
    comeBack: () => http("POST", own("/return")),
    /** @returns {Promise<Response>} */
    close: () => http("POST", own("/close")),
    /** @returns {Promise<Response>} */
    erase: () => http("DELETE", own()),
    /** @returns {Promise<Blob>} the conversation as a text file */
    transcript: () => http("GET", own("/transcript")).then((answer) => answer.blob()),
  };
}
