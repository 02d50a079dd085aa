"""Answers taken back in words: which question a correction belongs to, and what it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from actions.assessment import Protocol, State, Value, answer, load_protocols, mention, start
from actions.assessment.corrections import Split, correct, corrected, split
from actions.assessment.loader import COMMON, PROTOCOLS
from actions.assessment.words import Word
from nlu.morphology import create_morphology

TODAY = date(2026, 11, 21)  # a Saturday
Analyse = Callable[[str, str], Sequence[Word]]

SPLITS = [
    ("ei kun vasen korva", Split("", "vasen korva")),
    ("eiku kolme päivää", Split("", "kolme päivää")),
    ("oikea, ei kun vasen", Split("oikea,", "vasen")),
    ("kasi, eiku seiska", Split("kasi,", "seiska")),
    ("korjaan: 45 vuotta", Split("", "45 vuotta")),
    ("niska onkin jäykkä", Split("", "niska onkin jäykkä")),
    ("nej alltså tre dagar", Split("", "tre dagar")),
    ("no wait, since Monday", Split("", "since Monday")),
    ("ei, kun yskin", None),  # because I cough
    ("ei kun", None),
    ("ei oo kuumetta", None),
    ("en voi ilman apua", None),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_the_words_that_correct_are_found(protocols: dict[str, Protocol], text: str, expected: Split | None) -> None:
    assert split(text, protocols["headache"].questions[0].replies) == expected


def answered(protocol: Protocol, **values: Value) -> State:
    state = start(protocol)
    for question, value in values.items():
        state = answer(protocol, state, question, value)
    return state


BEGINNING: dict[str, Value] = {"who": "self", "alarm": (), "serious": (), "background": (), "age": 40.0}
HEADACHE: dict[str, Value] = {**BEGINNING, "duration": "under_3"}

# answered so far, the open question, language, correction, question and its new value; None: nothing is corrected
CORRECTIONS = [
    (HEADACHE, "severity", "fi", "eiku kolme päivää", "duration", "d3_13"),
    (HEADACHE, "severity", "fi", "ei kun viikon", "duration", "d3_13"),
    (HEADACHE, "severity", "fi", "eiku äidistä on kyse", "who", "other"),
    (HEADACHE, "severity", "fi", "ei kun olen 45", "age", 45),
    (HEADACHE, "severity", "fi", "eiku niska on kyllä jäykkä", "serious", ("stiff_neck",)),
    (HEADACHE, "severity", "fi", "niska onkin jäykkä", "serious", ("stiff_neck",)),
    ({**HEADACHE, "serious": ("stiff_neck", "fever")}, "severity", "fi", "niska ei olekaan jäykkä", "serious", ("fever",)),
    ({**HEADACHE, "severity": 8.0}, "familiar", "fi", "eiku kutonen", "severity", 6),
    ({"who": "self"}, "alarm", "fi", "eiku lapsen", "who", "child"),
    ({"who": "self", "alarm": ("stroke",)}, "serious", "fi", "eiku ei mitään noista", "alarm", ()),
    (HEADACHE, "severity", "sv", "nej alltså tre dagar", "duration", "d3_13"),
    (HEADACHE, "severity", "en", "no wait, since monday", "duration", "d3_13"),
    (HEADACHE, "severity", "fi", "ei kun en tiedä", None, None),  # the open question is not known
    (HEADACHE, "severity", "fi", "eiku tosi kova", None, None),  # the open question's answer
    (HEADACHE, "severity", "fi", "eiku eilisestä", None, None),  # nothing changes
    (HEADACHE, "severity", "fi", "eiku moi", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("before", "asked", "language", "text", "question", "value"), CORRECTIONS)
def test_a_correction_changes_the_answer_it_belongs_to(
    protocols: dict[str, Protocol],
    words: Analyse,
    before: dict[str, Value],
    asked: str,
    language: str,
    text: str,
    question: str | None,
    value: object,
) -> None:
    protocol = protocols["headache"]
    state = answered(protocol, **before)
    said = split(text, protocol.questions[0].replies)
    assert said is not None
    found = corrected(protocol, state, words(said.after, language), asked=asked, today=TODAY)
    assert (found.question if found else None) == question
    if found is not None:
        after = correct(protocol, state, found)
        assert after.answers == {**state.answers, found.question: value}
        assert after.asked == state.asked


def test_a_correction_adds_danger_signs_and_never_drops_one_silently(
    protocols: dict[str, Protocol], words: Analyse
) -> None:
    protocol = protocols["headache"]
    state = answered(protocol, who="self", alarm=(), serious=("fever",))
    found = corrected(protocol, state, words("niska on jäykkä", "fi"), asked="background")
    assert found is not None
    assert correct(protocol, state, found).answers["serious"] == ("fever", "stiff_neck")


def test_what_was_only_mentioned_can_be_taken_back(protocols: dict[str, Protocol], words: Analyse) -> None:
    protocol = protocols["headache"]
    state = mention(protocol, start(protocol), "serious", ("fever",))
    found = corrected(protocol, state, words("ei ole kuumetta", "fi"), asked="who")
    assert found is not None
    assert correct(protocol, state, found).mentioned["serious"] == ()


SIDE = """
id: ear
version: 1
status: sample, not approved by a clinician
reviewed_by: null
reviewed_on: null
valid_until: 2027-01-01
topic: ear_symptom
title: {fi: Korva, sv: Öra, en: Ear}
sources: {}
questions:
  - id: side
    type: choice
    order: none
    text: {fi: Kumpi korva, sv: Vilket öra, en: Which ear, fi_plain: Kumpi korva}
    label: {fi: Puoli, sv: Sida, en: Side}
    options:
      - id: right
        text: {fi: Oikea, sv: Höger, en: Right}
        say: {fi: [oikea korva], sv: [höger öra], en: [right ear]}
      - id: left
        text: {fi: Vasen, sv: Vänster, en: Left}
        say: {fi: [vasen korva], sv: [vänster öra], en: [left ear]}
  - use: who
  - use: severity
"""


@pytest.mark.parametrize(
    ("language", "text"), [("fi", "ei kun vasen korva"), ("fi", "eiku vasen"), ("sv", "nej alltså vänster öra")]
)
def test_the_side_is_corrected_after_the_next_questions(
    tmp_path: Path, words: Analyse, language: str, text: str
) -> None:
    (tmp_path / COMMON).write_text((PROTOCOLS / COMMON).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "ear.yml").write_text(SIDE, encoding="utf-8")
    analysers = {code: create_morphology(code).analyse for code in ("fi", "sv", "en")}
    protocol = load_protocols(tmp_path, analysers)["ear"]
    state = answered(protocol, side="right", who="self")
    said = split(text, protocol.questions[0].replies)
    assert said is not None
    found = corrected(protocol, state, words(said.after, language), asked="severity")
    assert found is not None
    assert correct(protocol, state, found).answers == {"side": "left", "who": "self"}
