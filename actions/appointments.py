"""Booking a time in the conversation: for what, free times, confirming."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from actions.base import TurnAction
from actions.far_ends import booking
from actions.free_times import KIND, show_times
from actions.own_booking import booking_data, cancel, show_own, typed_code, with_code
from actions.slots import slot_text
from actions.speech import Speech
from actions.turn import Turn
from actions.wish import wish
from connectors.booking import make_code
from connectors.errors import Conflict
from nlu.answers import yes_no
from nlu.topics import topics

BUTTONS = frozenset({"book", "for", "slot", "confirm", "own", "more"})
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
    await show_times(turn, speech, {"kind": KIND, "topic": "book_appointment", "for": found})


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
        code = typed_code(turn.text, asked=True)
        if code:
            await show_own(turn, speech, task["wanted"], code)
        return code is not None
    if task["step"] == "for":
        topic, confidence = turn.best_guess
        if confidence >= 0.35 and topics()[topic].kind in ("symptom", "service", "wellbeing"):
            needs = [topic] if topics()[topic].kind == "service" else ["doctor_appointment_need"]
            await show_times(turn, speech, {**task, "for": needs})
            return True
        return False
    if task["step"] in ("confirm", "own"):
        answer = yes_no(turn.text, turn.language)
        if answer in ("yes", "no"):
            await button(turn, speech, f"confirm:{answer}")
            return True
    if wish(turn.times, datetime.now(UTC)) and "for" in task:
        await show_times(turn, speech, {**task, "after": None})
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
        await show_times(turn, speech, {**task, "after": after.isoformat()})
    elif name == "own":
        await with_code(turn, speech, value)
    elif name == "confirm" and task.get("step") == "confirm":
        await _confirm(turn, speech, task, value)
    elif name == "confirm" and task.get("step") == "own":
        await cancel(turn, speech, task, value)
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
        await show_times(turn, speech, task)
        return
    try:
        if task.get("code"):
            made = await booking().reschedule(task["code"], task["chosen"], turn.language)
        else:
            made = await booking().book(task["chosen"], task["own_code"], _description(turn), turn.language)
    except Conflict:
        await show_times(turn, speech, task, speech.sentence("time_taken"))
        return
    data = booking_data(made)
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
