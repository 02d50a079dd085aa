"""Leading a resident through an assessment: asks, reads answers, tells the result. The engine decides, this speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions import assessment as engine
from actions import questionnaire
from actions.assess_ask import ask, which
from actions.assess_result import tell_result, tell_segment
from actions.assessment import UNKNOWN, Answer, Protocol, Question, State
from actions.assessment.corrections import correct, corrected, split
from actions.assessment.plain_answers import plain_answer
from actions.base import nurse_option
from actions.content import morphology, protocols, questionnaires, segmentation
from actions.speech import Option, Speech
from actions.turn import Turn
from nlu.answers import yes_no
from nlu.morphology import Word
from nlu.topics import topics

HELSINKI = ZoneInfo("Europe/Helsinki")
SHORT = 3  # words of a bare yes
MOST_TRIES = 2  # unread answers to one question before a person is offered


async def begin(turn: Turn, speech: Speech, topic: str, said: Sequence[Word] | None = None) -> None:
    """Start the topic's assessment; what the opening message already says is not asked again."""
    protocol = protocols()[topic]
    state = engine.start(protocol)
    words = turn.words() if said is None else said
    state = engine.note(protocol, state, engine.understand_all(protocol, state, words, turn.entities, today=_today()))
    intro = speech.sentence("assessment_intro", title=topics()[topic].label[turn.language].lower())
    await _go_on(turn, speech, protocol, state, intro)


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
    await _go_on(turn, speech, protocol, engine.start(protocol), speech.sentence("segment_intro"))


async def begin_questionnaire(turn: Turn, speech: Speech) -> None:
    """Start the questionnaire of the button `navigate:<id>`."""
    made = questionnaires().get((turn.payload or "").partition(":")[2])
    if made is None:
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    protocol = replace(made.protocol, topic=turn.case.get("topic", made.protocol.topic))
    await _go_on(turn, speech, protocol, engine.start(protocol), made.intro.say(turn.language))


def _open_protocol(turn: Turn) -> Protocol:
    """The protocol of the open task; questions that are no topic's own go under the topic they were begun from."""
    assert turn.task is not None
    named = str(turn.task.get("assessment"))
    if named in questionnaires():
        return replace(questionnaires()[named].protocol, topic=turn.task["topic"])
    if named == segmentation().protocol.id:
        return replace(segmentation().protocol, topic=turn.task["topic"])
    return protocols()[turn.task["topic"]]


async def go_on(turn: Turn, speech: Speech) -> bool:
    """Read the message as an answer of the open assessment. Returns False when it is about something else."""
    assert turn.task is not None
    if _alarmed(turn):
        questionnaire.stop_for_safety(turn, speech)
        return True
    protocol = _open_protocol(turn)
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
    others = engine.understand_all(protocol, state, words, turn.entities, asked=question.id, today=_today())
    noted = engine.note(protocol, state, others)
    if found is not None and found.complete and found.value is not None:
        await _go_on(turn, speech, protocol, engine.answer(protocol, noted, question.id, found.value))
        return True
    if found is not None or others:
        state = noted if found is None else engine.note(protocol, noted, {question.id: found})
        await _ask_rest(turn, speech, protocol, state, found)
        return True
    return False


def _confirmed(turn: Turn, question: Question) -> Answer | None:
    """A bare yes to "did you mean ...?"."""
    meant = (turn.task or {}).get("meant")
    if meant is None or yes_no(turn.text, turn.language) != "yes" or len(turn.text.split()) > SHORT:
        return None
    return Answer(question.id, (meant,) if question.type == "multi" else meant)


async def _ask_rest(turn: Turn, speech: Speech, protocol: Protocol, state: State, found: Answer | None) -> None:
    """An answer in part: the question is put again, but not for ever; what was said of it then counts."""
    assert turn.task is not None
    question = protocol.question(turn.task["question"])
    tries = turn.task.get("tries", 0) + 1
    if tries > MOST_TRIES:
        said = state.mentioned.get(question.id)
        lead = speech.sentence("answer_noted" if said else "answer_taken_as_unknown")
        await _go_on(turn, speech, protocol, engine.answer(protocol, state, question.id, said or UNKNOWN), lead)
        return
    await _go_on(turn, speech, protocol, state, which(speech, protocol, question, found, turn.language))
    if speech.task and speech.task["question"] == question.id:
        only = found.candidates[0] if found and len(found.candidates) == 1 else None
        speech.set_task({**speech.task, "tries": tries, "meant": only})


def _read(turn: Turn, protocol: Protocol, question: Question, words: Sequence[Word]) -> Answer | None:
    """The answer to the open question; strictly where nothing may be guessed.

    A question about danger that is answered twice in words nobody can read counts as "I do not know".
    """
    made = questionnaires().get(protocol.id)
    written = made.strict(question) if made else None
    if written is None:
        return engine.understand(question, words, turn.entities, today=_today())
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
    found = corrected(protocol, state, words, turn.entities, asked=question.id, today=_today())
    if found is None:
        return False
    state = correct(protocol, state, found)
    label = protocol.question(found.question).label.say(turn.language)
    now = engine.describe(protocol, found.question, engine.known(state, found.question)).say(turn.language)
    await _go_on(turn, speech, protocol, state, speech.sentence("answer_corrected", label=label, answer=now))
    return True


def ask_again(turn: Turn, speech: Speech, lead: str = "") -> None:
    """Put the open question again, after a side question or an interruption."""
    assert turn.task is not None
    if _alarmed(turn):
        questionnaire.stop_for_safety(turn, speech)
        return
    protocol = _open_protocol(turn)
    ask(
        turn,
        speech,
        protocol,
        State.from_dict(turn.task["state"]),
        protocol.question(turn.task["question"]),
        lead,
    )


async def go_on_with(turn: Turn, speech: Speech, task: Mapping[str, Any], lead: str) -> None:
    """Put the question again at which a task was left. When its questions have changed meanwhile, they begin anew."""
    turn = replace(turn, task=task)
    try:
        ask_again(turn, speech, lead)
    except engine.StateMismatch:
        protocol = _open_protocol(turn)
        await _go_on(turn, speech, protocol, engine.start(protocol), speech.sentence("questions_changed"))
    except KeyError:  # the protocol, or its question, is there no more
        speech.set_task(None)
        speech.say(speech.sentence("button_over"), "info", "help", [nurse_option(speech)])


async def not_read(turn: Turn, speech: Speech, other: str | None = None) -> None:
    """The answer was not understood: ask in another way, the second time offer a person, then take it as not known.

    A danger that is denied in other words ("en halua sanoa tuosta mitään") counts as not known the second time already:
    who is asked about it a third time would take the nearest no. `other`: the topic that the message may be about
    instead; a button leads there.
    """
    assert turn.task is not None
    protocol, state = _open_protocol(turn), State.from_dict(turn.task["state"])
    question = protocol.question(turn.task["question"])
    tries = turn.task.get("tries", 0) + 1
    danger = question.on_unknown >= engine.Urgency.URGENT_NOW
    evaded = danger and any(word.word_class == "negation" for word in turn.words())
    if tries > MOST_TRIES - evaded and protocol.id not in questionnaires():
        lead = speech.sentence("answer_taken_as_unknown")
        await _go_on(turn, speech, protocol, engine.answer(protocol, state, question.id, UNKNOWN), lead)
        return
    lead = speech.sentence("answer_not_read" if tries < MOST_TRIES else "answer_not_read_again")
    more = [_change_to(turn, speech, other)] if other and other != protocol.topic else []
    ask(turn, speech, protocol, state, question, lead, more)
    speech.set_task({**turn.task, "tries": tries})


def _change_to(turn: Turn, speech: Speech, topic: str) -> Option:
    """The button that leaves the open question for another matter."""
    label = speech.sentence("change_matter", title=topics()[topic].label[turn.language].lower())
    return {"label": label, "payload": f"topic:{topic}"}


async def _button(turn: Turn, speech: Speech, protocol: Protocol, state: State) -> bool:
    name, _, _rest = (turn.payload or "").partition(":")
    if name == "back":
        await _go_on(turn, speech, protocol, engine.back(protocol, state))
        return True
    if name == "stop":
        speech.set_task(None)
        speech.say(speech.sentence("assessment_stopped"), "info", protocol.topic, [nurse_option(speech)])
        return True
    if name != "answer":
        return False
    question_id, value = _chosen(protocol, turn.payload or "")
    await _go_on(turn, speech, protocol, engine.answer(protocol, state, question_id, value))
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


async def _go_on(turn: Turn, speech: Speech, protocol: Protocol, state: State, lead: str = "") -> None:
    question = engine.next_question(protocol, state)
    if question is None:
        await _conclude(turn, speech, protocol, state, lead)
    else:
        ask(turn, speech, protocol, state, question, lead)


async def _conclude(turn: Turn, speech: Speech, protocol: Protocol, state: State, lead: str = "") -> None:
    if protocol.id == segmentation().protocol.id:
        tell_segment(turn, speech, protocol, state)
        return
    if protocol.id in questionnaires():
        await questionnaire.tell(turn, speech, questionnaires()[protocol.id], state)
        return
    elsewhere = engine.result(protocol, state).redirect
    if elsewhere and elsewhere in protocols() and elsewhere != protocol.topic:
        await begin(turn, speech, elsewhere)
    else:
        await tell_result(turn, speech, protocol, state, lead)


def _today() -> Any:
    return datetime.now(HELSINKI).date()
