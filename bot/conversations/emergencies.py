"""From a recognised red flag to what the resident is told. Sentences: bot/texts/emergencies.yml."""

from __future__ import annotations

from bot.conversations.messages import Reply
from bot.regions import Region
from bot.texts import texts
from nlu.redflags import Verdict

# The right number first: where a life may be at risk that is always the emergency number.
NUMBERS = {
    "emergency_medical": ("emergency",),
    "emergency_suicide": ("emergency", "crisis"),
    "emergency_violence": ("emergency", "violence"),
    "emergency_poisoning": ("emergency", "poison"),
    "emergency_child": ("emergency", "social_emergency"),
}
HUMANE = frozenset({"emergency_suicide", "emergency_violence"})


def emergency_reply(verdict: Verdict, region: Region, language: str, nurse_on_duty: bool) -> Reply:
    """The answer to a sure red flag: number, what to do while waiting, and whether help is on the way."""
    numbers = region.numbers_in(language)
    sentences = texts()
    text = sentences.say(f"advice_{verdict.advice}", language, **numbers)
    options = [
        _option("emergency_help_coming", language, "emergency:help_coming"),
        _option("emergency_cannot_call", language, "emergency:cannot_call"),
        _option("emergency_not_now", language, "emergency:not_now"),
    ]
    if verdict.emergency in HUMANE and nurse_on_duty:
        text += " " + sentences.say("emergency_nurse_now", language)
        options.insert(0, {"label": sentences.say("talk_to_nurse", language), "payload": "handoff:request"})
    if verdict.emergency == "emergency_violence":
        text += " " + sentences.say("emergency_leave_safely", language)
    text += " " + sentences.say("emergency_is_help_coming", language)
    roles = NUMBERS[verdict.emergency]
    called = list(dict.fromkeys(numbers[role] for role in roles))
    data = {"kind": "emergency", "topic": verdict.emergency, "advice": verdict.advice, "numbers": called}
    return Reply(text, options, data)


def safety_question(verdict: Verdict, region: Region, language: str) -> Reply:
    """The one short question asked when a red flag is possible but not said."""
    text = texts().say(f"safety_{verdict.question}", language, **region.numbers_in(language))
    options = [
        _option("answer_yes", language, "safety:yes"),
        _option("answer_no", language, "safety:no"),
        _option("answer_unsure", language, "safety:unsure"),
    ]
    data = {
        "kind": "question",
        "topic": verdict.emergency,
        "assessment": "safety",
        "question": verdict.question,
        "answer_type": "choice",
        "progress": 0.0,
    }
    return Reply(text, options, data)


def _option(key: str, language: str, payload: str) -> dict[str, str]:
    return {"label": texts().say(key, language), "payload": payload}
