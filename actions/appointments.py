"""Appointments in the conversation: for what, free times, confirming, and one's own booking by its code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.base import TurnAction, nurse_option
from actions.far_ends import booking
from actions.slots import as_data, slot_option, slot_text
from actions.speech import Speech
from actions.turn import Turn
from actions.wish import DAYS, wish
from connectors.booking import Appointment, Slot, make_code, normalise
from connectors.errors import Conflict, Missing
from nlu.answers import yes_no
from nlu.topics import topics

KIND = "booking"
BUTTONS = frozenset({"book", "for", "slot", "confirm", "own", "more"})
SHOWN = 5
# What can be booked when nothing is known of the need; ids of topics
CHOICES = (
    "doctor_appointment_need",
    "dental_care",
    "physiotherapy",
    "maternity_child_clinic",
    "lab_tests_results",
)


class ActionBook(TurnAction):
    """Shows free times, or asks what the time is for."""

    called = "action_book"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Begin a booking."""
        await begin(turn, speech)


class ActionManageBooking(TurnAction):
    """Cancels, moves or shows a booking, found by its code."""

    called = "action_manage_booking"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Use the booking of this conversation, a code in the message, or ask for the code."""
        wanted = {"cancel_appointment": "cancel", "reschedule_appointment": "move"}.get(turn.topic, "show")
        await _with_code(turn, speech, wanted)


class ActionCheckIn(TurnAction):
    """How to say that one has arrived."""

    called = "action_check_in"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Tell."""
        speech.say(speech.sentence("check_in"), "booking", "check_in", [nurse_option(speech)])


async def begin(turn: Turn, speech: Speech, topic: str | None = None) -> None:
    """Show free times for the need; ask what it is when it is not known. Raises ConnectorError."""
    found = [topic] if topic else turn.case.get("service_topics") or []
    if not found:
        options = [{"label": topics()[name].label[turn.language], "payload": f"for:{name}"} for name in CHOICES]
        speech.say(
            speech.sentence("book_for_what"), "question", "book_appointment", options,
            assessment="booking", question="for", answer_type="choice", progress=0.2,
        )  # fmt: skip
        speech.set_task({"kind": KIND, "step": "for", "topic": "book_appointment"})
        return
    await _show_times(turn, speech, {"kind": KIND, "topic": "book_appointment", "for": found})


async def _free(task: Mapping[str, Any], turn: Turn, limit: int = SHOWN) -> list[Slot]:
    """Free times for the first of the wanted topics that has any, as wished."""
    now = datetime.now(UTC)
    wanted = wish(turn.times, now)
    after, before = (wanted.after, wanted.before) if wanted else (now, now + timedelta(days=DAYS))
    if task.get("after"):
        after = max(after, datetime.fromisoformat(task["after"]))
    for topic in task["for"]:
        found = await booking().free_slots(
            topic, after, before, municipality=turn.case.get("municipality"), limit=200, language=turn.language
        )
        fitting = [slot for slot in found if wanted is None or wanted.fits(slot.start)]
        if fitting:
            return _spread(fitting, limit)
    return []


def _spread(slots: list[Slot], limit: int) -> list[Slot]:
    """A few times over several days rather than five in one morning; the earliest always among them."""
    days = {slot.start.date() for slot in slots}
    most = 2 if len(days) > 1 else limit
    chosen: list[Slot] = []
    for slot in slots:
        if sum(other.start.date() == slot.start.date() for other in chosen) < most:
            chosen.append(slot)
        if len(chosen) == limit:
            break
    return chosen


async def _show_times(turn: Turn, speech: Speech, task: Mapping[str, Any], lead: str = "") -> None:
    slots = await _free(task, turn)
    if not slots:
        speech.say(
            speech.sentence("no_times"), "booking", "book_appointment", [nurse_option(speech)], slots=[]
        )  # fmt: skip
        speech.set_task(None)
        return
    options = [slot_option(slot, turn.language) for slot in slots]
    options += [speech.option("more_times", "more"), speech.option("cancel", "stop")]
    lines = [f"• {slot_text(slot, turn.language)}" for slot in slots]
    text = "\n".join([(lead + " " if lead else "") + speech.sentence("free_times"), *lines])
    speech.say(text, "booking", task["topic"], options, slots=[as_data(slot, turn.language) for slot in slots])
    speech.set_task({**task, "step": "choose", "shown": {slot.id: as_data(slot, turn.language) for slot in slots}})


async def go_on(turn: Turn, speech: Speech) -> bool:
    """Read the message as an answer of the open booking. Returns False when it is about something else."""
    task = turn.task
    assert task is not None
    if turn.payload == "stop":
        speech.set_task(None)
        speech.say(speech.sentence("booking_stopped"), "info", "book_appointment")
        return True
    if turn.payload:
        return False
    if task["step"] == "code":
        code = _typed_code(turn.text, asked=True)
        if code:
            await _own(turn, speech, task["wanted"], code)
        return code is not None
    if task["step"] == "for":
        topic, confidence = turn.best_guess
        if confidence >= 0.35 and topics()[topic].kind in ("symptom", "service", "wellbeing"):
            needs = [topic] if topics()[topic].kind == "service" else ["doctor_appointment_need"]
            await _show_times(turn, speech, {**task, "for": needs})
            return True
        return False
    if task["step"] in ("confirm", "own"):
        answer = yes_no(turn.text, turn.language)
        if answer in ("yes", "no"):
            await button(turn, speech, f"confirm:{answer}")
            return True
    if wish(turn.times, datetime.now(UTC)) and "for" in task:
        await _show_times(turn, speech, {**task, "after": None})
        return True
    return False


async def button(turn: Turn, speech: Speech, payload: str | None = None) -> None:
    """A pressed button of a booking."""
    name, _, value = (payload or turn.payload or "").partition(":")
    task = turn.task or {}
    if name == "book":
        await begin(turn, speech)
    elif name == "for":
        await begin(turn, speech, value)
    elif name == "slot":
        _ask_to_confirm(turn, speech, task, value)
    elif name == "more" and task.get("shown"):
        last = max(slot["start"] for slot in task["shown"].values())
        after = datetime.fromisoformat(last) + timedelta(minutes=1)
        await _show_times(turn, speech, {**task, "after": after.isoformat()})
    elif name == "own":
        await _with_code(turn, speech, value)
    elif name == "confirm" and task.get("step") == "confirm":
        await _confirm(turn, speech, task, value)
    elif name == "confirm" and task.get("step") == "own":
        await _cancel(turn, speech, task, value)
    else:
        speech.say(speech.sentence("button_over"), "info", "help")


def _ask_to_confirm(turn: Turn, speech: Speech, task: Mapping[str, Any], slot_id: str) -> None:
    slot = task.get("shown", {}).get(slot_id)
    if slot is None:
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    key = "confirm_move" if task.get("code") else "confirm_time"
    options = [speech.option("yes_book", "confirm:yes"), speech.option("other_time", "confirm:no")]
    speech.say(
        speech.sentence(key, time=slot["text"]), "question", "book_appointment", options,
        assessment="booking", question="confirm", answer_type="choice", progress=0.8,
    )  # fmt: skip
    # The code is chosen now and kept: confirming again after a lost answer repeats the same booking.
    speech.set_task({**task, "step": "confirm", "chosen": slot_id, "own_code": task.get("own_code") or make_code()})


async def _confirm(turn: Turn, speech: Speech, task: Mapping[str, Any], answer: str) -> None:
    if answer != "yes":
        await _show_times(turn, speech, task)
        return
    try:
        if task.get("code"):
            made = await booking().reschedule(task["code"], task["chosen"], turn.language)
        else:
            made = await booking().book(task["chosen"], task["own_code"], _description(turn), turn.language)
    except Conflict:
        await _show_times(turn, speech, task, speech.sentence("time_taken"))
        return
    data = _booking_data(made)
    key = "moved" if task.get("code") else "booked"
    options = [speech.option("cancel_booking", "own:cancel"), speech.option("move_booking", "own:move")]
    text = speech.sentence(key, time=slot_text(made, turn.language), code=made.code)
    speech.say(text, "booking", "book_appointment", options, booking=data)
    speech.set_task(None)
    speech.learn(booking=data)


def _description(turn: Turn) -> str:
    """What the professional sees in the calendar: the topic, nothing the resident wrote."""
    topic = topics().get(str(turn.case.get("topic")))
    return topic.label["fi"] if topic else ""


def _booking_data(made: Appointment) -> dict[str, Any]:
    return {**as_data(made), "code": made.code, "status": made.status, "url": f"/ajanvaraus/{made.code}"}


def _typed_code(text: str, asked: bool = False) -> str | None:
    """The booking code in a message. Unasked, letters alone are taken for a word, not for a code."""
    for piece in (text, *text.split()):
        code = normalise(piece)
        if code and (asked or any(sign.isdigit() for sign in piece)):
            return code
    return None


async def _with_code(turn: Turn, speech: Speech, wanted: str) -> None:
    """Find the booking: a code in the message, this conversation's own, or ask."""
    code = _typed_code(turn.text) or (turn.case.get("booking") or {}).get("code")
    if code:
        await _own(turn, speech, wanted, code)
        return
    options = [speech.option("cancel", "stop"), nurse_option(speech)]
    speech.say(
        speech.sentence("ask_code"), "question", _topic(wanted), options,
        assessment="booking", question="code", answer_type="text", progress=0.5,
    )  # fmt: skip
    speech.set_task({"kind": KIND, "step": "code", "wanted": wanted, "topic": _topic(wanted)})


def _topic(wanted: str) -> str:
    return {"cancel": "cancel_appointment", "move": "reschedule_appointment"}.get(wanted, "check_appointment")


async def _own(turn: Turn, speech: Speech, wanted: str, code: str) -> None:
    made = await booking().find(code, turn.language)
    if made is None or made.status == "cancelled":
        speech.say(speech.sentence("no_booking"), "booking", _topic(wanted), [nurse_option(speech)])
        speech.set_task(None)
        return
    time = slot_text(made, turn.language)
    if wanted == "cancel":
        options = [speech.option("yes_cancel", "confirm:yes"), speech.option("keep", "confirm:no")]
        speech.say(
            speech.sentence("confirm_cancel", time=time), "question", _topic(wanted), options,
            assessment="booking", question="cancel", answer_type="choice", progress=0.8,
        )  # fmt: skip
        speech.set_task({"kind": KIND, "step": "own", "code": code, "topic": _topic(wanted)})
    elif wanted == "move":
        found = turn.case.get("service_topics") or [made.service_type]
        await _show_times(turn, speech, {"kind": KIND, "topic": _topic(wanted), "for": found, "code": code})
    else:
        options = [speech.option("cancel_booking", "own:cancel"), speech.option("move_booking", "own:move")]
        speech.say(speech.sentence("your_booking", time=time, code=code), "booking", _topic(wanted), options,
                   booking=_booking_data(made))  # fmt: skip
        speech.set_task(None)
        speech.learn(booking=_booking_data(made))


async def _cancel(turn: Turn, speech: Speech, task: Mapping[str, Any], answer: str) -> None:
    speech.set_task(None)
    if answer != "yes":
        speech.say(speech.sentence("kept"), "booking", "cancel_appointment")
        return
    try:
        await booking().cancel(task["code"], turn.language)
    except Missing:
        speech.say(speech.sentence("no_booking"), "booking", "cancel_appointment", [nurse_option(speech)])
        return
    speech.say(speech.sentence("cancelled"), "booking", "cancel_appointment", [speech.option("book", "book")])
    speech.learn(booking=None)


def ask_again(turn: Turn, speech: Speech, lead: str = "") -> None:
    """Put the open question of a booking again."""
    task = turn.task
    assert task is not None
    if task["step"] == "choose":
        options = [{"label": slot["text"], "payload": f"slot:{slot_id}"} for slot_id, slot in task["shown"].items()]
        text = " ".join(part for part in (lead, speech.sentence("free_times")) if part)
        speech.say(text, "booking", task["topic"], [*options, speech.option("cancel", "stop")],
                   slots=list(task["shown"].values()))  # fmt: skip
        return
    keys = {"for": "book_for_what", "code": "ask_code", "confirm": "confirm_again", "own": "confirm_again"}
    options = [speech.option("cancel", "stop")]
    if task["step"] in ("confirm", "own"):
        options = [speech.option("yes", "confirm:yes"), speech.option("no", "confirm:no")]
    text = " ".join(part for part in (lead, speech.sentence(keys[task["step"]])) if part)
    speech.say(
        text, "question", task["topic"], options,
        assessment="booking", question=task["step"], answer_type="choice", progress=0.5,
    )  # fmt: skip
