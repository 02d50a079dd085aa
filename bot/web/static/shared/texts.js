// Words and dates in one language.

const LOCALES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
const ZONE = "Europe/Helsinki";

/**
 * A function that says a text: `t("left", {count: 20})`.
 * @param {Object<string, string>} table key -> sentence with {placeholders}
 * @returns {(key: string, values?: Object<string, any>) => string}
 */
export function createTexts(table) {
  return (key, values = {}) => {
    const sentence = table[key];
    if (sentence === undefined) throw new Error(`no text ${key}`);
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}

/**
 * Dates and times as people in Finland read them, in the language's own words.
 * @param {string} language fi, sv or en
 * @param {(key: string, values?: object) => string} t
 */
export function createDates(language, t) {
  const format = (options) => new Intl.DateTimeFormat(LOCALES[language] ?? LOCALES.fi, { timeZone: ZONE, ...options });
  const clock = format({ hour: language === "en" ? "2-digit" : "numeric", minute: "2-digit", hourCycle: "h23" });
  const day = format({ weekday: "long", day: "numeric", month: "long" });
  const short = format({ weekday: "short", day: "numeric", month: language === "en" ? "short" : "numeric" });
  const key = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });
  return {
    /** @param {string} iso @param {string} [end] @returns {string} "klo 8.00", or "klo 8.00–8.20" */
    time: (iso, end) => t("clock", { time: [iso, end].filter(Boolean).map((at) => clock.format(new Date(at))).join("–") }),
    /** @param {string} iso */
    day: (iso) => day.format(new Date(iso)),
    /** @param {string} iso @returns {string} "ma 23.11. klo 8.00" */
    moment: (iso) => `${short.format(new Date(iso))} ${t("clock", { time: clock.format(new Date(iso)) })}`,
    /** @param {string} iso @returns {string} yyyy-mm-dd in Finland, to group by */
    dayKey: (iso) => key.format(new Date(iso)),
  };
}
