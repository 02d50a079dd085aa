"""What a resident is told, and what a nurse reads."""

from __future__ import annotations

import pytest

from actions.assessment import UNKNOWN, Text, Urgency, answer, describe, load_protocols, result, start, summary
from actions.assessment.texts import PLACEHOLDERS

PROTOCOLS = load_protocols()
NUMBERS = {name: f"<{name}>" for name in PLACEHOLDERS}


def said(texts: tuple[Text, ...], language: str = "fi", **how: bool) -> str:
    return " ".join(text.say(language, numbers=NUMBERS, **how) for text in texts)


def test_an_emergency_tells_to_call_first_and_offers_no_booking() -> None:
    found = result(PROTOCOLS["headache"], start(PROTOCOLS["headache"], {"who": "self", "alarm": ["carbon_monoxide"]}))
    assert found.actions[0].say("fi", numbers=NUMBERS).startswith("Soita heti hätänumeroon <emergency_number>.")
    assert "raittiiseen ilmaan" in said(found.actions)
    assert (found.can_book, found.can_handoff, found.complete) == (False, False, True)
    assert found.red_flag_ids == ("alarm.carbon_monoxide",)


def test_reasons_are_the_answers_that_decided() -> None:
    protocol = PROTOCOLS["headache"]
    answers = {"who": "self", "alarm": [], "serious": ["fever", "stiff_neck"], "background": ["weak_immunity"]}
    found = result(protocol, start(protocol, answers))
    reasons = [reason.say("fi") for reason in found.reasons]
    assert reasons == [
        "Niska on niin jäykkä, ettei leuka taivu rintaan",
        "Syöpä, tai sairaus tai lääke, joka heikentää vastustuskykyä",
        "Kuumetta 38 astetta tai yli",
    ]


def test_an_unknown_answer_is_told_as_such_and_brings_no_advice_of_its_own() -> None:
    protocol = PROTOCOLS["headache"]
    found = result(protocol, start(protocol, {"who": "self", "alarm": UNKNOWN}))
    assert [reason.say("fi") for reason in found.reasons] == ["Hälyttävä merkki: ei tietoa"]
    assert "raittiiseen ilmaan" not in said(found.actions)
    assert found.unknown == ("alarm",)


def test_pregnancy_leads_to_the_maternity_unit_instead_of_the_on_call_station() -> None:
    protocol = PROTOCOLS["headache"]
    base = {"who": "self", "alarm": [], "serious": [], "background": ["pregnant"], "pregnancy_signs": ["flashes"]}
    found = result(protocol, start(protocol, base))
    assert found.urgency is Urgency.URGENT_NOW
    assert "<maternity_number>" in said(found.actions)
    assert "<on_call_number>" not in said(found.actions)
    with_eye = result(protocol, start(protocol, {**base, "serious": ["eye"]}))
    assert "<on_call_number>" in said(with_eye.actions)


def test_advice_follows_at_any_urgency() -> None:
    protocol = PROTOCOLS["headache"]
    mild = {"who": "self", "age": 40, "background": ["blood_thinner"], "severity": 2, "familiar": "usual"}
    assert "verenohennuslääkkeestä" in said(result(protocol, start(protocol, mild)).actions)


def test_nothing_found_is_said_and_told_what_would_change_it() -> None:
    protocol = PROTOCOLS["child_illness"]
    state = start(protocol, {"alarm": [], "age": 60})
    found = result(protocol, state)
    assert not found.complete
    assert "ei ollut merkkejä" in said(found.reasons)
    assert "<emergency_number>" in said(found.watch)
    assert found.reviewed is False


def test_texts_fit_the_one_they_are_about() -> None:
    protocol = PROTOCOLS["headache"]
    question = protocol.question("alarm").text
    assert question.say("fi").startswith("Onko sinulla")
    assert question.say("fi", about_other=True).startswith("Onko hänellä")
    assert question.say("fi", plain=True).startswith("Onko sinulla nyt joku")
    assert PROTOCOLS["child_illness"].question("alarm").text.say("sv", about_other=True).startswith("Har barnet")
    assert result(PROTOCOLS["child_illness"], start(PROTOCOLS["child_illness"])).about_other


def test_a_text_in_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="de"):
        PROTOCOLS["headache"].title.say("de")


DESCRIBED = [
    ("child_illness", "age", 3.0, "3 kk"),
    ("child_illness", "age", 27.0, "2 v 3 kk"),
    ("child_illness", "age", 36.0, "3 v"),
    ("child_illness", "temperature", 38.5, "38,5 °C"),
    ("headache", "severity", 8.0, "8/10"),
    ("headache", "familiar", "new", "Uudenlainen särky"),
    ("headache", "alarm", (), "Ei mitään näistä"),
    ("headache", "alarm", ("stroke", "seizure"), None),
    ("headache", "age", UNKNOWN, "ei tietoa"),
]


@pytest.mark.parametrize(("name", "question", "value", "text"), DESCRIBED)
def test_answers_are_described(name: str, question: str, value: object, text: str | None) -> None:
    described = describe(PROTOCOLS[name], question, value).say("fi")  # type: ignore[arg-type]
    assert described == text if text else "; " in described


def test_a_nurse_reads_every_answer_in_order() -> None:
    protocol = PROTOCOLS["headache"]
    state = answer(protocol, start(protocol, {"who": "self", "severity": 6}), "alarm", [])
    assert [line.say("fi") for line in summary(protocol, state)] == [
        "Kenestä on kyse: Minun",
        "Hälyttävä merkki: Ei mitään näistä",
        "Kivun voimakkuus: 6/10",
    ]
