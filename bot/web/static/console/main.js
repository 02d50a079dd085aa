// The nurses' console: puts the queue, the lists and the open conversation together.

import { el, fill } from "../shared/dom.js";
import { LiveRegion } from "../shared/live-region.js";
import { createDates, createTexts } from "../shared/texts.js";
import { allowSound, playSound, showInTitle } from "./alerts.js";
import { createApi } from "./api.js";
import { readConfig } from "./config.js";
import { ConversationView } from "./conversation-view.js";
import { ListsView, reasonText } from "./lists-view.js";
import { QueueWatch } from "./queue.js";

const config = readConfig();
const t = createTexts(config.texts);
const dates = createDates(config.language, t);
const api = createApi(config.language);
const live = new LiveRegion();
const room = el("div", { class: "room", tabindex: "-1" });
const notice = el("p", { class: "notice", role: "status" });
const [duty, sound, connection] = ["duty", "sound", "connection"].map((id) => document.getElementById(id));

const read = new Map(); // handoff -> newest seq the nurse has seen
const drafts = new Map();
let lists = { queued: [], mine: [], callbacks: [] };
let first = true;
let open = null;

const watch = new QueueWatch(api, { changed, connection: showConnection, signedOut: () => location.reload() });
const view = new ListsView(t, nameOf, { open: openConversation, called, unread: (row) => row.last_seq > (read.get(row.id) ?? 0) });

document.getElementById("console").append(view.node, room, live.node);
duty.checked = sessionStorage.getItem("opastin:duty") === "yes";
sound.checked = localStorage.getItem("opastin:sound") !== "no";
duty.addEventListener("change", () => setDuty(duty.checked));
sound.addEventListener("change", () => {
  localStorage.setItem("opastin:sound", sound.checked ? "yes" : "no");
  if (sound.checked) allowSound();
});
addEventListener("pointerdown", allowSound, { once: true });
addEventListener("keydown", allowSound, { once: true });
document.getElementById("sign-out").addEventListener("click", signOut);
showNothing();
watch.onDuty = duty.checked;
watch.run();

/** A topic in the nurse's language. */
function nameOf({ topic }) {
  return topic ? config.topics[topic] ?? topic : t("no_topic");
}

function changed(fresh) {
  const before = lists;
  lists = fresh;
  view.update(fresh);
  showInTitle(fresh.queued.length ? t("flash", { count: fresh.queued.length }) : "");
  const now = [...fresh.queued, ...fresh.mine, ...fresh.callbacks].find((row) => row.id === open?.id);
  if (now) open.view.update(now);
  else if (open) done(t("left"));
  if (!first) tellNews(before, fresh);
  first = false;
}

function tellNews(before, fresh) {
  const known = new Set([...before.queued, ...before.mine].map((row) => row.id));
  const arrived = fresh.queued.filter((row) => !known.has(row.id));
  const written = fresh.mine.filter((row) => row.id !== open?.id && row.last_seq > (before.mine.find((old) => old.id === row.id)?.last_seq ?? Infinity));
  for (const row of arrived) live.say(t("new_in_queue", { what: describe(row) }));
  for (const row of written) live.say(t("new_message_in", { what: describe(row) }));
  if (sound.checked && (arrived.length || written.length)) playSound();
}

function describe(row) {
  const urgency = row.urgency ? t(`urgency_${row.urgency}`) : null;
  return [urgency, row.topic && nameOf(row), reasonText(row.reason, t)].filter(Boolean).join(", ");
}

function openConversation(row) {
  if (open?.id === row.id) return open.view.title.focus();
  leave();
  const shown = new ConversationView(row, {
    api, t, nameOf, config, dates, live, draft: drafts.get(row.id) ?? "",
    onRead: (id, seq) => {
      read.set(id, seq);
      view.draw();
    },
    onDone: done,
    onChanged: () => watch.refresh(),
    onBack: back,
  });
  open = { id: row.id, view: shown };
  view.selected = row.id;
  view.draw();
  fill(notice);
  fill(room, notice, shown.node);
  document.body.classList.add("one-open");
  shown.title.focus();
}

function leave() {
  if (!open) return;
  drafts.set(open.id, open.view.draft);
  open.view.stop();
  open = null;
}

function back() {
  const button = view.node.querySelector("[aria-current='true']");
  leave();
  showNothing();
  button?.focus();
}

/** The open conversation is over; say so where it was. */
function done(text) {
  const inside = room.contains(document.activeElement);
  drafts.delete(open?.id);
  open?.view.stop();
  open = null;
  showNothing(text);
  if (inside) room.focus(); // what had the focus is gone
  watch.refresh();
}

function showNothing(text) {
  view.selected = null;
  view.draw();
  document.body.classList.remove("one-open");
  fill(notice, text);
  fill(room, notice, el("p", { class: "empty" }, t("none_open")));
}

async function called(row) {
  try {
    await api.called(row.id);
    live.say(t("called_done"));
  } catch (error) {
    live.say(error.message, { urgent: true });
    fill(notice, error.message);
  }
  watch.refresh();
}

async function setDuty(onDuty) {
  sessionStorage.setItem("opastin:duty", onDuty ? "yes" : "no");
  if (onDuty) allowSound();
  try {
    await watch.setDuty(onDuty);
    live.say(t(onDuty ? "on_duty_on" : "on_duty_off"));
  } catch {
    showConnection(false);
  }
}

function showConnection(good) {
  connection.classList.toggle("bad", !good);
  const text = t(good ? "connected" : "disconnected");
  if (connection.textContent !== text) {
    connection.textContent = text;
    if (!first) live.say(text, { urgent: !good });
  }
}

async function signOut() {
  try {
    if (duty.checked) await watch.setDuty(false);
    sessionStorage.removeItem("opastin:duty");
    await api.signOut();
    location.reload();
  } catch {
    showConnection(false);
  }
}
