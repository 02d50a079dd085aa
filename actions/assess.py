"""A message to an open assessment: an answer, a correction, a step back; and the buttons that begin one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions import assessment as engine
from actions import questionnaire
from actions.assess_ask import ask
from actions.assess_doubt import ask_rest
from actions.assess_steps import begin, open_protocol, proceed, today
from actions.assessment import UNKNOWN, Answer, Protocol, Question, State
from actions.assessment.corrections import correct, corrected, split
from actions.assessment.plain_answers import plain_answer
from actions.base import nurse_option
from actions.content import morphology, protocols, questionnaires, segmentation
from actions.speech import Speech
from actions.turn import Turn
from nlu.answers import yes_no
from nlu.morphology import Word

SHORT = 3  # words of a bare yes


async def begin_from_button(turn: Turn, speech: Speech) -> None:
    """Start the assessment of the button `assess:<topic>`, with what was said when it was offered."""
    topic = (turn.payload or "").partition(":")[2]
    if topic not in protocols():
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    said = turn.case.get("said", "") if turn.case.get("topic") == topic else ""
    await begin(turn, speech, topic, morphology(turn.language).analyse(said))


async def begin_segmentation(turn: Turn, speech: Speech) -> None:
    """Ask about the whole situation, after an assessment that showed several needs."""
    protocol = segmentation().protocol
    protocol = replace(protocol, topic=turn.case.get("topic", protocol.topic))
    await proceed(turn, speech, protocol, engine.start(protocol), speech.sentence("segment_intro"))


async def begin_questionnaire(turn: Turn, speech: Speech) -> None:
    """Start the questionnaire of the button `navigate:<id>`."""
    made = questionnaires().get((turn.payload or "").partition(":")[2])
    if made is None:
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    protocol = replace(made.protocol, topic=turn.case.get("topic", made.protocol.topic))
    await proceed(turn, speech, protocol, engine.start(protocol), made.intro.say(turn.language))


async def go_on(turn: Turn, speech: Speech) -> bool:
    """Read the message as an answer of the open assessment. Returns False when it is about something else."""
    assert turn.task is not None
    if _alarmed(turn):
        questionnaire.stop_for_safety(turn, speech)
        return True
    protocol = open_protocol(turn)
    state = State.from_dict(turn.task["state"])
    if turn.payload:
        return await _button(turn, speech, protocol, state)
    question = protocol.question(turn.task["question"])
    words = turn.words()
    taken_back = split(turn.text, question.replies)
    if taken_back:
        words = morphology(turn.language).analyse(taken_back.after)
        if await _correction(turn, speech, protocol, state, words, bool(taken_back.before)):
            return True
    found = _confirmed(turn, question) or _read(turn, protocol, question, words)
    others = engine.understand_all(protocol, state, words, turn.entities, asked=question.id, today=today())
    noted = engine.note(protocol, state, others)
    if found is not None and found.complete and found.value is not None:
        await proceed(turn, speech, protocol, engine.answer(protocol, noted, question.id, found.value))
        return True
    if found is not None or others:
        state = noted if found is None else engine.note(protocol, noted, {question.id: found})
        await ask_rest(turn, speech, protocol, state, found)
        return True
    return False


def _confirmed(turn: Turn, question: Question) -> Answer | None:
    """A bare yes to "did you mean ...?"."""
    meant = (turn.task or {}).get("meant")
    if meant is None or yes_no(turn.text, turn.language) != "yes" or len(turn.text.split()) > SHORT:
        return None
    return Answer(question.id, (meant,) if question.type == "multi" else meant)


def _read(turn: Turn, protocol: Protocol, question: Question, words: Sequence[Word]) -> Answer | None:
    """The answer to the open question; strictly where nothing may be guessed.

    A question about danger that is answered twice in words nobody can read counts as "I do not know".
    """
    made = questionnaires().get(protocol.id)
    written = made.strict(question) if made else None
    if written is None:
        return engine.understand(question, words, turn.entities, today=today())
    value = plain_answer(written, question.replies, words, turn.language)
    if value is None and question.on_unknown == engine.Urgency.EMERGENCY and (turn.task or {}).get("tries"):
        value = UNKNOWN
    return Answer(question.id, value) if value else None


def _alarmed(turn: Turn) -> bool:
    """Whether a risk of suicide was answered since the open questionnaire's last question."""
    task = turn.task or {}
    return task.get("assessment") in questionnaires() and turn.alarms > task.get("alarms", 0)


async def _correction(
    turn: Turn, speech: Speech, protocol: Protocol, state: State, words: Sequence[Word], within: bool
) -> bool:
    """Change the earlier answer that ``words`` correct. ``within``: the message began with what it takes back."""
    assert turn.task is not None
    question = protocol.question(turn.task["question"])
    if within and _read(turn, protocol, question, words) is not None:
        return False  # "oikea, ei kun vasen" answers the open question
    found = corrected(protocol, state, words, turn.entities, asked=question.id, today=today())
    if found is None:
        return False
    state = correct(protocol, state, found)
    label = protocol.question(found.question).label.say(turn.language)
    now = engine.describe(protocol, found.question, engine.known(state, found.question)).say(turn.language)
    await proceed(turn, speech, protocol, state, speech.sentence("answer_corrected", label=label, answer=now))
    return True


def ask_again(turn: Turn, speech: Speech, lead: str = "") -> None:
    """Put the open question again, after a side question or an interruption."""
    assert turn.task is not None
    if _alarmed(turn):
        questionnaire.stop_for_safety(turn, speech)
        return
    protocol = open_protocol(turn)
    ask(turn, speech, protocol, State.from_dict(turn.task["state"]), protocol.question(turn.task["question"]), lead)
    speech.set_task({**(speech.task or {}), "tries": turn.task.get("tries", 0)})


async def go_on_with(turn: Turn, speech: Speech, task: Mapping[str, Any], lead: str) -> None:
    """Put the question again at which a task was left. When its questions have changed meanwhile, they begin anew."""
    turn = replace(turn, task=task)
    try:
        ask_again(turn, speech, lead)
    except engine.StateMismatch:
        protocol = open_protocol(turn)
        await proceed(turn, speech, protocol, engine.start(protocol), speech.sentence("questions_changed"))
    except KeyError:  # the protocol, or its question, is there no more
        speech.set_task(None)
        speech.say(speech.sentence("button_over"), "info", "help", [nurse_option(speech)])


async def _button(turn: Turn, speech: Speech, protocol: Protocol, state: State) -> bool:
    name, _, _rest = (turn.payload or "").partition(":")
    if name == "back":
        await proceed(turn, speech, protocol, engine.back(protocol, state))
        return True
    if name == "stop":
        speech.set_task(None)
        speech.say(speech.sentence("assessment_stopped"), "info", protocol.topic, [nurse_option(speech)])
        return True
    if name != "answer":
        return False
    question_id, value = _chosen(protocol, turn.payload or "")
    await proceed(turn, speech, protocol, engine.answer(protocol, state, question_id, value))
    return True


def _chosen(protocol: Protocol, payload: str) -> tuple[str, object]:
    """The answer of `answer:<question>:<option>`, or of several such for a multi question."""
    parts = [item.split(":", 2)[1:] for item in payload.split()]
    question = protocol.question(parts[0][0])
    values = [value for _, value in parts]
    if values == [UNKNOWN]:
        return question.id, UNKNOWN
    if question.type == "multi":
        return question.id, tuple(value for value in values if value != "none")
    return question.id, float(values[0]) if question.type in ("scale", "number") else values[0]
