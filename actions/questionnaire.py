"""What a questionnaire comes to: told, kept for a professional, or broken off when a life may be at risk."""

from __future__ import annotations

from typing import Any

from actions import assessment as engine
from actions.assessment import State
from actions.assessment.instruments import Score
from actions.assessment.questionnaires import Questionnaire
from actions.assessment.texts import ROLES
from actions.base import nurse_option
from actions.content import instruments, questionnaires
from actions.far_ends import navigator
from actions.speech import Speech
from actions.turn import Turn
from nlu.texts import LANGUAGES

BUTTONS = frozenset({"keep", "erase"})
PAUSED = "paused"  # in the case: the task of a questionnaire that waits


async def tell(turn: Turn, speech: Speech, made: Questionnaire, state: State) -> None:
    """Tell what the answers come to and end the task; a sign of danger goes to a person instead."""
    speech.set_task(None)
    found = engine.result(made.protocol, state)
    if found.urgency == engine.Urgency.EMERGENCY and made.file.alarm:
        alarm = made.file.alarm
        speech.say(
            speech.sentence("questionnaire_alarm"), "emergency", alarm.emergency,
            advice=alarm.advice, pattern=f"{made.id}: {', '.join(found.rule_ids)}",
        )  # fmt: skip
        return
    if found.redirect:
        speech.say(speech.sentence("navigator_adults"), "info", found.redirect, [nurse_option(speech)])
        speech.learn(topic=found.redirect)
        return
    numbers = {f"{role}_number": turn.numbers[role] for role in ROLES if role in turn.numbers}
    advice = [row.text.say(turn.language, numbers=numbers) for row in made.advice_for(state)]
    told = report(made, state, turn.language)
    parts = [*advice, *told["scores"], _suggested(speech, told), speech.sentence("questionnaire_sample")]
    options = [nurse_option(speech)]
    if made.file.saved:
        parts.append(speech.sentence("navigator_keep"))
        options[:0] = [speech.option("keep_yes", "keep:yes"), speech.option("keep_no", "keep:no")]
        speech.learn(unsaved={"questionnaire": made.id, "state": state.to_dict()})
    exits: dict[str, Any] = {"safe_exit": True} if made.file.safe_exit else {}
    read = report(made, state, "fi")  # professionals' working language
    text = "\n\n".join(part for part in parts if part)
    speech.say(text, "info", turn_topic(turn), options, questionnaire=read, **exits)


def turn_topic(turn: Turn) -> str:
    """The topic the questionnaire was begun from."""
    return str((turn.task or {}).get("topic") or turn.topic)


def report(made: Questionnaire, state: State, language: str) -> dict[str, Any]:
    """What a professional reads: scores, the step suggested, every answer; in words, in one language."""
    lines = [line.say(language).partition(": ") for line in engine.summary(made.protocol, state)]
    step = made.step_for(state)
    return {
        "id": made.id,
        "version": made.protocol.version,
        "title": made.protocol.title.say(language),
        "scores": [_score(found, language) for found in made.told_scores(state)],
        "suggestion": getattr(step.name.own, language) if step else None,
        "answers": [{"question": question, "answer": answer} for question, _, answer in lines],
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


async def button(turn: Turn, speech: Speech) -> None:
    """Keep the summary with a code, not keep it, or delete the kept one. Raises ConnectorError."""
    name, _, value = (turn.payload or "").partition(":")
    if name == "erase":
        gone = await navigator().erase(value)
        speech.say(speech.sentence("navigator_erased" if gone else "navigator_nothing"), "info", "therapy_navigator")
        return
    waiting = turn.case.get("unsaved")
    made = questionnaires().get(waiting["questionnaire"]) if waiting else None
    if made is None or waiting is None:
        speech.say(speech.sentence("button_over"), "info", "help")
        return
    speech.learn(unsaved=None)
    if value != "yes":
        speech.say(speech.sentence("navigator_not_kept"), "info", "therapy_navigator", [nurse_option(speech)])
        return
    state = State.from_dict(waiting["state"])
    kept = await navigator().save(made.id, {language: report(made, state, language) for language in LANGUAGES})
    day = f"{kept.until.day}.{kept.until.month}.{kept.until.year}"
    options = [speech.option("navigator_erase", f"erase:{kept.code}"), nurse_option(speech)]
    text = speech.sentence("navigator_kept", code=" ".join((kept.code[:5], kept.code[5:])), day=day)
    speech.say(text, "info", "therapy_navigator", options, code=kept.code, until=kept.until.isoformat())


def pause(turn: Turn, speech: Speech) -> None:
    """Put the open questionnaire aside, to go on from the same question."""
    speech.learn(**{PAUSED: dict(turn.task or {})})
    speech.set_task(None)
    options = [speech.option("questionnaire_go_on", "unpause")]
    speech.say(speech.sentence("questionnaire_paused"), "info", turn_topic(turn), options)


def stop_for_safety(turn: Turn, speech: Speech) -> None:
    """A risk of suicide was met since the last question: no more questions, a person instead."""
    speech.set_task(None)
    speech.learn(**{PAUSED: None})
    speech.say(speech.sentence("navigator_stopped"), "info", turn_topic(turn), [nurse_option(speech)])
