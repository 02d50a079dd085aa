"""The open task is asked first: its answer, a side question that then returns to it, or a change of subject."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from actions import appointments, assess, assess_ask, free_times, keeping, pausing, person
from actions.base import TurnAction, nurse_option
from actions.digressing import digress
from actions.speech import Speech
from actions.turn import Turn
from nlu.answers import command

Handler = Callable[[Turn, Speech], Awaitable[None]]


class ActionContinue(TurnAction):
    """Sends the message to the open task; what no task wants is looked at for what it is."""

    called = "action_continue"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Answer, digress or change the subject."""
        turn = _as_button(turn)
        handler = BUTTONS.get((turn.payload or "").partition(":")[0])
        if handler is not None:
            await handler(turn, speech)
        elif turn.task is None:
            speech.say(speech.sentence("button_over"), "info", "help")
        elif not await TASKS[turn.task["kind"]].go_on(turn, speech):
            await digress(turn, speech, TASKS[turn.task["kind"]].ask_again)


def _as_button(turn: Turn) -> Turn:
    """The turn as if the button had been pressed that the whole message stands for ("lopeta" is the button stop)."""
    said = command(turn.text, turn.language) if turn.task and not turn.payload else None
    assessing = turn.task is not None and turn.task["kind"] == assess_ask.KIND
    if said is None or (said in pausing.BUTTONS and not assessing):  # only an assessment can be put aside
        return turn
    return replace(turn, payload=said, text="")


async def _resume(turn: Turn, speech: Speech) -> None:
    """Web is done with what came between: an emergency."""
    if turn.task is None:
        speech.say(speech.sentence("anything_else"), "info", "help")
    else:
        TASKS[turn.task["kind"]].ask_again(turn, speech, speech.sentence("resumed"))


async def _menu(turn: Turn, speech: Speech) -> None:
    """How to write one's matter."""
    menu = (turn.payload or "").partition(":")[2]
    speech.say(speech.sentence(f"menu_{menu}"), "info", "help", [nurse_option(speech)])


TASKS = MappingProxyType(
    {assess_ask.KIND: assess, free_times.KIND: appointments, person.KIND: person, keeping.KIND: keeping}
)
# Buttons that mean the same whatever is open, by the beginning of their payload; others are the open task's.
BUTTONS: Mapping[str, Handler] = MappingProxyType(
    {
        "resume": _resume,
        "menu": _menu,
        "segment": assess.begin_segmentation,
        "navigate": assess.begin_questionnaire,
        "assess": assess.begin_from_button,
        **dict.fromkeys(keeping.BUTTONS, keeping.button),
        **dict.fromkeys(appointments.BUTTONS, appointments.button),
        **dict.fromkeys(pausing.BUTTONS, pausing.button),
    }
)
