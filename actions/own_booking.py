"""One's own booking: found by its code, shown, moved or cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.base import TurnAction, nurse_option
from actions.far_ends import booking
from actions.free_times import KIND, show_times
from actions.slots import as_data, slot_text
from actions.speech import Speech
from actions.turn import Turn
from connectors.booking import Appointment, normalise
from connectors.errors import Missing


class ActionManageBooking(TurnAction):
    """Cancels, moves or shows a booking, found by its code."""

    called = "action_manage_booking"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Use the booking of this conversation, a code in the message, or ask for the code."""
        wanted = {"cancel_appointment": "cancel", "reschedule_appointment": "move"}.get(turn.topic, "show")
        await with_code(turn, speech, wanted)


class ActionCheckIn(TurnAction):
    """How to say that one has arrived."""

    called = "action_check_in"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Tell."""
        speech.say(speech.sentence("check_in"), "booking", "check_in", [nurse_option(speech)])


def booking_data(made: Appointment) -> dict[str, Any]:
    """A booking as a message and the case carry it."""
    return {**as_data(made), "code": made.code, "status": made.status, "url": f"/ajanvaraus/{made.code}"}


def typed_code(text: str, asked: bool = False) -> str | None:
    """The booking code in a message. Unasked, letters alone are taken for a word, not for a code."""
    for piece in (text, *text.split()):
        code = normalise(piece)
        if code and (asked or any(sign.isdigit() for sign in piece)):
            return code
    return None


async def with_code(turn: Turn, speech: Speech, wanted: str) -> None:
    """Find the booking to show, move or cancel: a code in the message, this conversation's own, or ask.

    Raises ConnectorError.
    """
    code = typed_code(turn.text) or (turn.case.get("booking") or {}).get("code")
    if code:
        await show_own(turn, speech, wanted, code)
        return
    options = [speech.option("cancel", "stop"), nurse_option(speech)]
    speech.say(
        speech.sentence("ask_code"), "question", _topic(wanted), options,
        assessment="booking", question="code", answer_type="text", progress=0.5,
    )  # fmt: skip
    speech.set_task({"kind": KIND, "step": "code", "wanted": wanted, "topic": _topic(wanted)})


def _topic(wanted: str) -> str:
    return {"cancel": "cancel_appointment", "move": "reschedule_appointment"}.get(wanted, "check_appointment")


async def show_own(turn: Turn, speech: Speech, wanted: str, code: str) -> None:
    """Go on with the booking of a code as wanted. Raises ConnectorError."""
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
        await show_times(turn, speech, {"kind": KIND, "topic": _topic(wanted), "for": found, "code": code})
    else:
        options = [speech.option("cancel_booking", "own:cancel"), speech.option("move_booking", "own:move")]
        speech.say(speech.sentence("your_booking", time=time, code=code), "booking", _topic(wanted), options,
                   booking=booking_data(made))  # fmt: skip
        speech.set_task(None)
        speech.learn(booking=booking_data(made))


async def cancel(turn: Turn, speech: Speech, task: Mapping[str, Any], answer: str) -> None:
    """Cancel the booking of the task, or keep it. Raises ConnectorError."""
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
