// How a message that came is told to a screen reader.

/**
 * @param {object[]} messages
 * @param {import("./live-region.js").LiveRegion} live
 * @param {{t: Function, self: string}} context
 */
export function announce(messages, live, { t, self }) {
  for (const message of messages) {
    if (message.sender === self) continue;
    const sender = message.data.nurse ?? t(`sender_${message.sender}`);
    const options = message.options.length && self === "resident" ? t("options_count", { count: message.options.length }) : "";
    live.say(`${t("says", { sender, text: message.text })} ${options}`.trim(), {
      language: message.language,
      urgent: message.data.kind === "emergency",
    });
  }
}
