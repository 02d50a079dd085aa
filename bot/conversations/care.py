"""The careful mode: what happens between a red flag and going on with anything else.

After an emergency answer the conversation waits to hear whether help is on the way; after a safety question it
waits for its answer. Everything the resident asked meanwhile is held, not lost, and goes on when this settles.
A new red flag is answered before this module is asked (bot/conversations/turns.py). Pure: state in, state out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.conversations.emergencies import emergency_reply, safety_question
from bot.conversations.messages import Reply
from bot.regions import Region
from bot.texts import texts
from nlu.answers import danger_answer, help_answer
from nlu.redflags import Verdict

MOST_REPEATS = 1  # asked again once; a resident who goes on writing is then helped, with a reminder


@dataclass(frozen=True, slots=True)
class Care:
    """What the conversation waits for: `stage` is emergency or safety; the rest repeats the verdict."""

    stage: Literal["emergency", "safety"]
    emergency: str
    advice: str
    pattern: str
    question: str | None = None
    asked: int = 1

    def to_json(self) -> dict[str, Any]:
        """For the conversation's row."""
        return {slot: getattr(self, slot) for slot in self.__slots__}

    @classmethod
    def of(cls, stage: Literal["emergency", "safety"], verdict: Verdict) -> Care:
        """The state after answering this verdict."""
        return cls(stage, verdict.emergency, verdict.advice, verdict.pattern, verdict.question)

    def verdict(self) -> Verdict:
        """The verdict this came from, now sure."""
        return Verdict(self.emergency, "sure", self.pattern, self.advice, self.question)


@dataclass(frozen=True, slots=True)
class CareStep:
    """What to say, what to wait for next, and whether to hold this message and release the held ones."""

    replies: list[Reply]
    care: Care | None
    hold: bool = False


def next_step(
    state: Mapping[str, Any],
    text: str,
    payload: str | None,
    region: Region,
    language: str,
    nurse_on_duty: bool,
) -> CareStep:
    """The step for one message in careful mode."""
    care = Care(**state)
    if care.stage == "safety":
        return _after_safety_question(care, text, payload, region, language, nurse_on_duty)
    return _after_emergency(care, text, payload, region, language)


def _after_safety_question(
    care: Care, text: str, payload: str | None, region: Region, language: str, nurse_on_duty: bool
) -> CareStep:
    pressed = payload.removeprefix("safety:") if payload and payload.startswith("safety:") else None
    answer = pressed or danger_answer(text, language, care.question)
    if answer == "no":
        return CareStep([], None)
    if answer is None and care.asked <= MOST_REPEATS:
        question = safety_question(care.verdict(), region, language)
        again = Reply(texts().say("safety_again", language) + " " + question.text, question.options, question.data)
        return CareStep([again], _asked_again(care), hold=True)
    # Yes, "I do not know", or no answer to the second asking: in doubt the urgency goes up.
    reply = emergency_reply(care.verdict(), region, language, nurse_on_duty)
    return CareStep([reply], Care.of("emergency", care.verdict()))


def _after_emergency(care: Care, text: str, payload: str | None, region: Region, language: str) -> CareStep:
    answer = payload.removeprefix("emergency:") if payload and payload.startswith("emergency:") else None
    answer = answer or help_answer(text, language)
    numbers = region.numbers_in(language)
    data: dict[str, Any] = {"kind": "info", "topic": care.emergency}
    if answer in ("help_coming", "not_now"):
        return CareStep([Reply(texts().say(f"care_{answer}", language, **numbers), data=data)], None)
    options = [
        {"label": texts().say("emergency_help_coming", language), "payload": "emergency:help_coming"},
        {"label": texts().say("emergency_not_now", language), "payload": "emergency:not_now"},
    ]
    data = {
        "kind": "emergency",
        "topic": care.emergency,
        "advice": care.advice,
        "numbers": [numbers["emergency"]],
    }
    if answer == "cannot_call":
        return CareStep([Reply(texts().say("care_cannot_call", language, **numbers), options, data)], care)
    if care.asked <= MOST_REPEATS:
        return CareStep(
            [Reply(texts().say("care_ask_again", language, **numbers), options, data)],
            _asked_again(care),
            hold=True,
        )
    reminder = Reply(texts().say("care_reminder", language, **numbers), data={"kind": "info", "topic": care.emergency})
    return CareStep([reminder], None, hold=True)


def _asked_again(care: Care) -> Care:
    return Care(care.stage, care.emergency, care.advice, care.pattern, care.question, care.asked + 1)
