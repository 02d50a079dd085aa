"""What a questionnaire comes to: told, reported to a professional, or broken off when a life may be at risk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import assessment as engine
from actions.assessment import Question, State, known
from actions.assessment.instruments import Score
from actions.assessment.questionnaires import Elsewhere, Questionnaire
from actions.assessment.texts import ROLES
from actions.base import nurse_option
from actions.content import instruments, questionnaires
from actions.speech import Speech
from actions.turn import Turn

PAUSED = "paused"  # in the case: the task of a questionnaire that waits
JOINING = "joining"  # in the case: the invitation that is being answered


async def tell(turn: Turn, speech: Speech, made: Questionnaire, state: State) -> None:
    """Tell what the answers come to and end the task; a sign of danger goes to a person instead."""
    speech.set_task(None)
    found = engine.result(made.protocol, state)
    if found.urgency == engine.Urgency.EMERGENCY and made.file.alarm:
        alarm = made.file.alarm.of(found.rule_ids)
        speech.say(
            speech.sentence("questionnaire_alarm"), "emergency", alarm.emergency,
            advice=alarm.advice, pattern=f"{made.id}: {', '.join(found.rule_ids)}",
        )  # fmt: skip
        return
    numbers = {f"{role}_number": turn.numbers[role] for role in ROLES if role in turn.numbers}
    if found.redirect:
        _lead_elsewhere(speech, made.elsewhere_for(state), turn.language, numbers)
        return
    advice = [row.text.say(turn.language, numbers=numbers) for row in made.advice_for(state)]
    told = report(made, state, turn.language)
    parts = [*advice, *told["scores"], _suggested(speech, told), speech.sentence("questionnaire_sample")]
    options = [nurse_option(speech)]
    if made.file.saved:
        parts.append(speech.sentence("navigator_keep_joined" if turn.case.get(JOINING) else "navigator_keep"))
        options[:0] = [speech.option("keep_yes", "keep:yes"), speech.option("keep_no", "keep:no")]
        speech.learn(unsaved={"questionnaire": made.id, "state": state.to_dict()})
    exits: dict[str, Any] = {"safe_exit": True} if made.file.safe_exit else {}
    read = report(made, state, "fi")  # professionals' working language
    text = "\n\n".join(part for part in parts if part)
    speech.say(text, "info", turn_topic(turn), options, questionnaire=read, **exits)


def _lead_elsewhere(speech: Speech, way: Elsewhere, language: str, numbers: Mapping[str, str]) -> None:
    """Who is not meant is told so kindly, with what is there for them."""
    fitting = [questionnaires()[name] for name in way.begin if name in questionnaires()]
    options = [{"label": made.offer.say(language), "payload": f"navigate:{made.id}"} for made in fitting]
    speech.say(way.text.say(language, numbers=numbers), "info", way.topic, [*options, nurse_option(speech)])
    speech.learn(topic=way.topic)


def turn_topic(turn: Turn) -> str:
    """The topic the questionnaire was begun from."""
    return str((turn.task or {}).get("topic") or turn.topic)


def report(made: Questionnaire, state: State, language: str) -> dict[str, Any]:
    """What a professional reads: scores, the step suggested, every answer; in words, in one language.

    `part` is who answered, of two; `safety` the ids of the answers to be read first; an answer's `value` is the same in
    every language, so that two people's can be compared, and None for what they wrote.
    """
    step = made.step_for(state)
    answered = [q for q in made.protocol.questions if q.id in state.answers or state.mentioned.get(q.id)]
    return {
        "id": made.id,
        "version": made.protocol.version,
        "title": made.protocol.title.say(language),
        "part": made.joint.part.say(language) if made.joint else None,
        "scores": [_score(found, language) for found in made.told_scores(state)],
        "suggestion": getattr(step.name.own, language) if step else None,
        "safety": made.file.safety,
        "answers": [_answer(made, state, question, language) for question in answered],
    }


def _answer(made: Questionnaire, state: State, question: Question, language: str) -> dict[str, Any]:
    value = known(state, question.id)
    return {
        "id": question.id,
        "question": question.label.say(language),
        "answer": engine.describe(made.protocol, question.id, value).say(language),
        "value": None if question.type == "text" else list(value) if isinstance(value, tuple) else value,
    }


def _score(found: Score, language: str) -> str:
    """ "Mieliala (PHQ-9): 14/27, kohtalaisia oireita", or that it could not be counted."""
    file = instruments()[found.instrument].file
    name = f"{getattr(file.measures, language)} ({getattr(file.name, language)})"
    if found.band is None:
        missing = {"fi": "kesken, vähintään", "sv": "ofullständig, minst", "en": "incomplete, at least"}[language]
        return f"{name}: {missing} {found.total}/{found.highest}"
    return f"{name}: {found.total}/{found.highest}, {getattr(found.band.text, language)}"


def _suggested(speech: Speech, told: dict[str, Any]) -> str:
    step = told["suggestion"]
    return speech.sentence("navigator_step", step=step[0].lower() + step[1:]) if step else ""


def stop_for_safety(turn: Turn, speech: Speech) -> None:
    """A risk of suicide was met since the last question: no more questions, a person instead."""
    speech.set_task(None)
    speech.learn(**{PAUSED: None})
    speech.say(speech.sentence("navigator_stopped"), "info", turn_topic(turn), [nurse_option(speech)])
