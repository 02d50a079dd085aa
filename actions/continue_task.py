"""The open task is asked first: its answer, a side question that then returns to it, or a change of subject."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import MappingProxyType

from actions import appointments, assess, assess_ask, keeping, pausing, person
from actions.base import TurnAction, nurse_option
from actions.content import questionnaires
from actions.speech import Speech
from actions.turn import Turn
from nlu.answers import command, yes_no
from nlu.topics import topics

SURE = 0.5  # a message that answers nothing and is this surely a topic is about that topic
SURE_ASIDE = 0.9  # the same for small talk in the middle of an assessment: "ihan hyvin menee muuten" is no goodbye

GoOn = Callable[[Turn, Speech], Awaitable[bool]]
TASKS = MappingProxyType(
    {assess_ask.KIND: assess, appointments.KIND: appointments, person.KIND: person, keeping.KIND: keeping}
)
BEGINS = MappingProxyType(
    {
        "symptom": "action_symptom",
        "wellbeing": "action_wellbeing",
        "service": "action_service",
        "book_appointment": "action_book",
        "reschedule_appointment": "action_manage_booking",
        "cancel_appointment": "action_manage_booking",
        "check_appointment": "action_manage_booking",
        "check_in": "action_check_in",
        "talk_to_human": "action_talk_to_human",
        "callback_request": "action_callback",
        "restart": "action_restart",
        "out_of_scope": "action_out_of_scope",
    }
)
# After these the open question is simply put again.
ASIDE = frozenset({"act", "service"})


class ActionContinue(TurnAction):
    """Sends the message to the open task; what no task wants is looked at for what it is."""

    called = "action_continue"

    async def handle(self, turn: Turn, speech: Speech) -> None:
        """Answer, digress or change the subject."""
        if turn.task and not turn.payload and (said := _command(turn)):
            turn = _as_button(turn, said)
        if turn.payload == "resume" or (turn.payload or "").startswith("menu:"):
            _resume(turn, speech)
            return
        if turn.payload == "segment:start":
            await assess.begin_segmentation(turn, speech)
            return
        if (turn.payload or "").startswith("navigate:"):
            await assess.begin_questionnaire(turn, speech)
            return
        if turn.payload and turn.payload.partition(":")[0] in keeping.BUTTONS:
            await keeping.button(turn, speech)
            return
        if (turn.payload or "").startswith("assess:"):
            await assess.begin_from_button(turn, speech)
            return
        if turn.payload and turn.payload.partition(":")[0] in appointments.BUTTONS:
            await appointments.button(turn, speech)
            return
        if turn.payload in pausing.BUTTONS:
            await pausing.button(turn, speech)
            return
        if turn.task is None:
            speech.say(speech.sentence("button_over"), "info", "help")
            return
        task = TASKS[turn.task["kind"]] if turn.task else None
        if task is None or not await task.go_on(turn, speech):
            await _digress(turn, speech)


def _command(turn: Turn) -> str | None:
    """The button that the whole message stands for; only an assessment can be put aside."""
    assert turn.task is not None
    said = command(turn.text, turn.language)
    return None if said in pausing.BUTTONS and turn.task["kind"] != assess_ask.KIND else said


def _as_button(turn: Turn, payload: str) -> Turn:
    """The turn as if the button had been pressed ("lopeta" is the button stop)."""
    values = {slot: getattr(turn, slot) for slot in turn.__slots__}
    return Turn(**{**values, "payload": payload, "text": ""})


def _resume(turn: Turn, speech: Speech) -> None:
    if turn.payload == "resume" and turn.task is not None:
        _put_again(turn, speech, speech.sentence("resumed"))
    elif turn.payload == "resume":
        speech.say(speech.sentence("anything_else"), "info", "help")
    else:
        menu = (turn.payload or "").partition(":")[2]
        speech.say(speech.sentence(f"menu_{menu}"), "info", "help", [nurse_option(speech)])


async def _digress(turn: Turn, speech: Speech) -> None:
    """A message that answers nothing: another matter when it surely is one, else not understood."""
    assert turn.task is not None
    topic, confidence = turn.best_guess
    kind = topics()[topic].kind if topic in topics() else "act"
    action = BEGINS.get(topic) or BEGINS.get(kind)
    if confidence < SURE:
        await _not_read(turn, speech)
    elif _may_answer(turn, kind):
        await _not_read(turn, speech, other=topic)
    elif action and topic != turn.task.get("topic"):
        if kind not in ASIDE or topic in ("restart", "callback_request"):
            speech.set_task(None)
        speech.follow(action)
    elif kind == "act":
        speech.follow(f"utter_{topic}")
    else:
        await _not_read(turn, speech)


def _may_answer(turn: Turn, kind: str) -> bool:
    """Whether words that were not read may still be about the open question of an assessment.

    "Ei, synnytyksestä on jo puoli vuotta" begins nothing new. Nor does a complaint, told while one is asked about: the
    question is put again, with a button for the other matter. Small talk must be surely that. A questionnaire is never
    left for a complaint: "ahdistaa koko ajan" is its very subject.
    """
    assert turn.task is not None
    if turn.payload or turn.task["kind"] != assess_ask.KIND:
        return False
    if kind == "act" and turn.best_guess[1] < SURE_ASIDE:
        return True
    complaint = kind in ("symptom", "wellbeing")
    if complaint and (turn.task.get("assessment") in questionnaires() or not turn.task.get("tries")):
        return True
    first = turn.text.split()[0].strip(",.!") if turn.text.strip() else ""
    return yes_no(first, turn.language) is not None


async def _not_read(turn: Turn, speech: Speech, other: str | None = None) -> None:
    assert turn.task is not None
    if turn.task["kind"] == assess_ask.KIND:
        await assess.not_read(turn, speech, other)
    else:
        _put_again(turn, speech, speech.sentence("answer_not_read"))


def _put_again(turn: Turn, speech: Speech, lead: str) -> None:
    assert turn.task is not None
    TASKS[turn.task["kind"]].ask_again(turn, speech, lead)
