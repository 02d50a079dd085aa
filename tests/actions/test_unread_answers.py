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


def asked(topic: str, question: str) -> Assessed:
    """A resident who is asked `question`, having said no to what came before."""
    talk = Assessed(topic, "x")
    while talk.question != question:
        values = [row["payload"] for row in talk.last["buttons"]]
        none = f"answer:{talk.question}:none"
        age = f"answer:{talk.question}:34"
        numeric = talk.last["custom"]["answer_type"] == "number"
        talk.press(age if numeric else none if none in values else values[0])
    return talk


def test_nothing_else_beside_what_may_be_a_danger_in_other_words_rules_nothing_out() -> None:
    talk = asked("headache", "alarm")
    for _ in range(3):
        assert talk.question == "alarm"
        talk.say("olo on outo, muuta ei")
    assert talk.answers["alarm"] == "unknown"


def test_whether_it_is_one_of_these_is_then_asked_and_denied() -> None:
    talk = asked("head_injury", "serious")
    talk.say("oon kyllä ollu tosi ärtynyt, muuta ei")
    assert "Ei mitään näistä" in talk.last["text"]
    talk.say("ei ole")
    assert talk.answers["serious"] == []


def test_none_of_these_said_beside_it_twice_is_a_no() -> None:
    talk = asked("headache", "alarm")
    talk.say("olo on outo, muuten ei mitään noista")
    assert talk.question == "alarm"
    talk.say("outo olo, muuten ei mitään noista")
    assert talk.answers["alarm"] == []


def test_who_speaks_again_of_what_was_perhaps_meant_did_mean_it() -> None:
    talk = asked("fever", "alarm")
    talk.say("unelias")
    assert "Tarkoititko" in talk.last["text"]
    talk.say("niin unelias se on")
    assert talk.last["custom"]["urgency"] == "emergency"


def test_of_two_grades_named_twice_the_more_serious_counts() -> None:
    talk = asked("headache", "familiar")
    talk.say("samanlainen ku ennenki mut paljon tiheämpi")
    assert talk.question == "familiar"
    talk.say("samanlainen ku ennenki mut paljon tiheämpi")
    assert talk.answers["familiar"] == "changed"
