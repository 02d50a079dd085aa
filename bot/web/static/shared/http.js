// Calls to the API. Every failure is one of two: the server refused (ApiError) or could not be heard (NetworkError).

/** The server's answer {"error": {"code", "message", "retry"}}. */
export class ApiError extends Error {
  /** @param {number} status @param {{code?: string, message?: string, retry?: boolean}} error */
  constructor(status, { code = "unavailable", message = "", retry = status >= 500 } = {}) {
    super(message || code);
    this.status = status;
    this.code = code;
    this.retry = retry;
  }
}

/** Nothing was heard from the server: no connection, or no answer in time. */
export class NetworkError extends Error {
  code = "network";
  retry = true;
}

/**
 * Make a caller of one API.
 * @param {{base: string, language: () => string, token?: () => string|null, credentials?: RequestCredentials}} setup
 * @returns {(method: string, path: string, how?: {body?: any, signal?: AbortSignal, seconds?: number, keepalive?: boolean})
 *   => Promise<Response>} rejects with ApiError or NetworkError, or with AbortError when `signal` was aborted
 */
export function createHttp({ base, language, token = () => null, credentials = "same-origin" }) {
  return async (method, path, { body, signal, seconds = 20, keepalive = false } = {}) => {
    const headers = { "Accept-Language": language() };
    const bearer = token();
    if (bearer) headers.Authorization = `Bearer ${bearer}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), seconds * 1000);
    const stop = () => limit.abort();
    signal?.addEventListener("abort", stop);
    try {
      const response = await fetch(new URL(path, base), {
        method, headers, credentials, keepalive, signal: limit.signal,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (response.ok) return response;
      throw new ApiError(response.status, await response.json().then((answer) => answer.error, () => undefined));
    } catch (error) {
      if (error instanceof ApiError) throw error;
      if (signal?.aborted) throw new DOMException("aborted", "AbortError");
      throw new NetworkError(String(error));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  };
}

/**
 * Seconds before trying again: doubling from one to fifteen, with some chance so that all do not come at once.
 * @param {number} failures how many in a row
 */
export function backoff(failures) {
  return Math.min(15, 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
}
