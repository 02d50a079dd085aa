"""An assessment is not left for words that answer nothing, and it always ends."""

from __future__ import annotations

import pytest

from actions.assessment.loader import PROTOCOLS
from actions.assessment.questionnaires import QUESTIONNAIRES
from tests.actions.talking import Assessed

MOST_MESSAGES = 150  # of one assessment: three to each question, and those of another that it leads to


TOPICS = sorted(path.stem for path in PROTOCOLS.glob("*.yml") if not path.stem.startswith("common"))


@pytest.fixture(autouse=True)
def no_services(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object, **__: object) -> bool:
        return False

    monkeypatch.setattr("actions.assess_result.offer_services", nothing)
    monkeypatch.setattr("actions.topics.offer_services", nothing)


def offers(talk: Assessed) -> list[str]:
    """The topics that the last message offers to change to."""
    return [row["payload"] for row in talk.last["buttons"] if row["payload"].startswith("topic:")]


def asked(talk: Assessed) -> tuple[str | None, str | None]:
    return talk.last["custom"].get("assessment"), talk.question


def test_another_complaint_is_offered_once_and_never_begun_by_words() -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    talk.say("tyhjä olo ja itkettää", "low_mood", 0.9)
    assert (asked(talk), offers(talk)) == (("headache", "alarm"), ["topic:low_mood"])
    talk.say("itkettää vaan", "low_mood", 0.9)
    assert (asked(talk), offers(talk)) == (("headache", "alarm"), [])
    talk.press("answer:alarm:none")
    talk.say("tyhjä olo ja itkettää", "low_mood", 0.9)
    assert (asked(talk), offers(talk)) == (("headache", "serious"), [])
    talk.say("korva on kipeä", "ear_symptom", 0.9)  # another one is another offer
    assert offers(talk) == ["topic:ear_symptom"]


def test_the_third_unread_answer_counts_as_not_known_whatever_it_is_about() -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    for _ in range(3):
        talk.say("tyhjä olo ja itkettää", "low_mood", 0.9)
    assert talk.answers["alarm"] == "unknown"
    assert talk.question != "alarm"


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("liikun ja syön ihan normaalisti", "lifestyle_guidance"),
        ("ei, ihan normaalisti leikkii", "family_centre"),
        ("ei sovi", "cancel_appointment"),
        ("terve poika muuten", "greet"),
    ],
)
def test_what_asks_for_nothing_begins_nothing(said: str, topic: str) -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    talk.say(said, topic, 0.8)
    assert talk.last["custom"]["assessment"] == "headache"


def test_small_talk_is_no_matter_to_change_to() -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    talk.say("terve poika muuten", "greet", 0.8)
    assert offers(talk) == []


def test_after_a_service_that_was_asked_for_the_question_is_put_again() -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    talk.say("mihin aikaan hammashoitola on auki", "dental_care", 0.9)
    assert asked(talk) == ("headache", "alarm")


@pytest.mark.parametrize("said", ["hmm tuota noin", "ei tuu mitään semmosta mieleen et sillee"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_assessment_ends_when_nothing_can_be_read(topic: str, said: str) -> None:
    talk = Assessed(topic, "x")
    for _ in range(MOST_MESSAGES):
        if talk.question is None:
            break
        talk.say(said, "low_mood", 0.9)
    assert talk.last["custom"]["kind"] == "result"


@pytest.mark.parametrize("name", sorted(path.stem for path in QUESTIONNAIRES.glob("*.yml")))
def test_every_questionnaire_ends_when_nothing_can_be_read(name: str) -> None:
    talk = Assessed("headache", "x")
    talk.press(f"navigate:{name}")
    for _ in range(MOST_MESSAGES):
        if talk.question is None:
            break
        talk.say("hmm tuota noin", "low_mood", 0.9)
    assert talk.question is None
