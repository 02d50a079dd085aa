"""A message that answers nothing of the open task: a side question, a change of subject, or not understood.

An assessment is left for nothing that may be an answer: for another complaint only by a button, for a service or a
booking only when the message asks for one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from actions import assess_ask
from actions.assess_doubt import not_read
from actions.speech import Speech
from actions.topics import ActionService
from actions.turn import Turn
from nlu.answers import is_request, yes_no
from nlu.topics import topics

SURE = 0.5  # a message that answers nothing and is this surely a topic is about that topic
SURE_ASIDE = 0.9  # the same for small talk in the middle of an assessment: "ihan hyvin menee muuten" is no goodbye
COMPLAINTS = frozenset({"symptom", "wellbeing"})

AskAgain = Callable[[Turn, Speech, str], None]
BEGINS = MappingProxyType(
    {
        "symptom": "action_symptom",
        "wellbeing": "action_wellbeing",
        "book_appointment": "action_book",
        "reschedule_appointment": "action_manage_booking",
        "cancel_appointment": "action_manage_booking",
        "check_appointment": "action_manage_booking",
        "check_in": "action_check_in",
        "talk_to_human": "action_talk_to_human",
        "callback_request": "action_callback",
        "restart": "action_restart",
        "out_of_scope": "action_out_of_scope",
        "help": "action_help",
    }
)
ENDS_TASK = frozenset({"restart", "callback_request"})  # of the small talk


async def digress(turn: Turn, speech: Speech, ask_again: AskAgain) -> None:
    """Follow the message to another matter when it surely is one; else the question is put in another way.

    Raises ConnectorError.
    """
    assert turn.task is not None
    topic, confidence = turn.best_guess
    kind = topics()[topic].kind if topic in topics() else "act"
    action = BEGINS.get(topic) or BEGINS.get(kind)
    if confidence < SURE or topic == turn.task.get("topic"):
        await _put_again(turn, speech, ask_again)
    elif not turn.payload and turn.task["kind"] == assess_ask.KIND and not _leaves(turn, kind):
        await _put_again(turn, speech, ask_again, other=topic if kind in COMPLAINTS else None)
    elif kind == "service":
        await ActionService().handle(replace(turn, intent=topic), speech)
        ask_again(turn, speech, speech.sentence("resumed"))
    elif action:
        if kind != "act" or topic in ENDS_TASK:
            speech.set_task(None)
        speech.follow(action)
    elif kind == "act":
        speech.follow(f"utter_{topic}")
    else:
        await _put_again(turn, speech, ask_again)


def _leaves(turn: Turn, kind: str) -> bool:
    """Whether words that were not read leave the open question of an assessment.

    "Ei, synnytyksestä on jo puoli vuotta" begins nothing new. Nor does a complaint, told while one is asked about, or
    what sounds like a greeting ("sinne tänne"). Other small talk must be surely that.
    """
    first = turn.text.split()[0].strip(",.!") if turn.text.strip() else ""
    if kind in COMPLAINTS or turn.best_guess[0] == "greet" or yes_no(first, turn.language) is not None:
        return False
    return turn.best_guess[1] >= SURE_ASIDE if kind == "act" else is_request(turn.text, turn.language)


async def _put_again(turn: Turn, speech: Speech, ask_again: AskAgain, other: str | None = None) -> None:
    assert turn.task is not None
    if turn.task["kind"] == assess_ask.KIND:
        await not_read(turn, speech, other)
    else:
        ask_again(turn, speech, speech.sentence("answer_not_read"))
