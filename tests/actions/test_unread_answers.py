"""A danger that is asked about is never ruled out by words that nobody can read."""

from __future__ import annotations

import pytest

from tests.actions.talking import Assessed

EVASIVE = "en ala selittään sulle mitään"


def test_a_danger_denied_in_other_words_is_asked_again_and_then_not_known() -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    assert talk.question == "alarm"
    talk.say(EVASIVE)
    assert (talk.question, "alarm" in talk.answers) == ("alarm", False)
    assert any(button["payload"] == "answer:alarm:none" for button in talk.last["buttons"])
    talk.say("ei kuulu sulle")
    assert talk.answers["alarm"] == "unknown"
    assert "En tiedä" in talk.last["text"]


def test_a_danger_not_known_raises_the_urgency(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> None:
        return None

    monkeypatch.setattr("actions.assess_result.offer_services", nothing)
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    talk.say(EVASIVE)
    talk.say(EVASIVE)
    for _ in range(20):
        if talk.question is None:
            break
        if talk.last["custom"]["answer_type"] == "multi":
            talk.press(f"answer:{talk.question}:none")
        else:
            talk.press(talk.last["buttons"][0]["payload"])
    assert talk.last["custom"]["urgency"] == "urgent_now"


def test_no_is_still_no() -> None:
    talk = Assessed("headache", "mulla särkee päätä, olen 45")
    talk.say("ei mitään tommosta")
    assert talk.answers["alarm"] == []


def test_what_is_no_danger_is_asked_a_third_time() -> None:
    talk = Assessed("home_care", "äiti tarvitsee apua kotiin")
    talk.say("ei")
    while talk.question != "need":
        talk.press(talk.last["buttons"][0]["payload"])
    talk.say("en ala sanomaan")
    talk.say("en ala sanomaan vieläkään")
    assert (talk.question, "need" in talk.answers) == ("need", False)


def test_which_ear_is_noted_and_corrected_but_not_asked() -> None:
    talk = Assessed("ear_symptom", "oikea korva on kipeä")
    assert talk.answers["side"] == "right"
    talk.say("ei kun vasen")
    assert talk.answers["side"] == "left"
    assert "Puoli: Vasen" in talk.last["text"]
