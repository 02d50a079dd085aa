"""Short answers: yes, no, do not know, help is coming, stop."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlu.answers import SAFETY_WORDS, command, danger_answer, help_answer, yes_no
from tests.negations import NO, SOMETHING_ELSE


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("fi", "joo", "yes"), ("fi", "Kyllä!", "yes"), ("fi", "on", "yes"), ("fi", "kyl se on", "yes"),
        ("fi", "ei", "no"), ("fi", "ei oo", "no"), ("fi", "no ei todellakaan", "no"), ("fi", "en", "no"),
        ("fi", "en tiiä", "unsure"), ("fi", "emt", "unsure"), ("fi", "en ole varma", "unsure"), ("fi", "ehkä", "unsure"),
        ("sv", "jåå", "yes"), ("sv", "nä", "no"), ("sv", "vet int", "unsure"),
        ("en", "yeah", "yes"), ("en", "not at all", "no"), ("en", "I don't know", "unsure"),
        ("fi", "selkä on kipeä ja haluaisin varata ajan lääkärille mahdollisimman pian kiitos", None),
        ("fi", "", None), ("fi", "qwrt", None),
    ],
)  # fmt: skip
def test_yes_no(language: str, text: str, answer: str | None) -> None:
    assert yes_no(text, language) == answer


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("fi", "soitin jo", "help_coming"), ("fi", "ambulanssi on tulossa", "help_coming"), ("fi", "en voi soittaa", "cannot_call"),
        ("fi", "ei ole hätätilanne", "not_now"), ("fi", "reseptin uusinta", None), ("sv", "jag har ringt", "help_coming"),
        ("sv", "kan int ringa", "cannot_call"), ("en", "false alarm", "not_now"), ("en", "ambulance is on the way", "help_coming"),
    ],
)  # fmt: skip
def test_help_answer(language: str, text: str, answer: str | None) -> None:
    assert help_answer(text, language) == answer


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("fi", "Lopeta", "stop"),
        ("fi", "lopeta tupakointi", None),
        ("sv", "tillbaka", "back"),
        ("en", "go back", "back"),
    ],
)
def test_command_is_the_whole_message(language: str, text: str, answer: str | None) -> None:
    assert command(text, language) == answer


SAFETY = {name: words for name, words in yaml.safe_load(SAFETY_WORDS.read_text()).items() if isinstance(words, list)}


@pytest.mark.parametrize("asked", SAFETY)
def test_a_negation_of_something_else_answers_no_safety_question_with_no(asked: str) -> None:
    said = [(text, language) for language, texts in SOMETHING_ELSE.items() for text in texts]
    assert [text for text, language in said if danger_answer(text, language, asked) == "no"] == []


def test_a_plain_no_to_a_safety_question_is_understood() -> None:
    said = [(text, language) for language, texts in NO.items() for text in texts]
    assert [text for text, language in said if danger_answer(text, language, "breathing") != "no"] == []


@pytest.mark.parametrize(
    ("asked", "language", "text", "answer"),
    [
        ("chest_pain", "fi", "ei rintakipua", "no"), ("breathing", "fi", "ei oo vaikeeta", "no"),
        ("breathing", "sv", "inte svårt", "no"), ("chest_pain", "en", "no pain", "no"), ("bleeding", "fi", "ei vuoda", "no"),
        ("breathing", "fi", "ei, tarkoitin laskua", "no"), ("medical", "fi", "ei tässä mitään hätää", "no"),
        ("poisoning", "fi", "en oo ottanu mitään", "no"), ("suicide", "fi", "ei semmosia ajatuksia", "no"),
        # the lack of it is the danger
        ("breathing", "fi", "ei hengitä", None), ("bleeding", "fi", "ei lopu", None),
        ("consciousness", "fi", "ei herää", None), ("pregnancy", "fi", "ei liiku", None),
        ("chest_pain", "fi", "ei mut rintaan sattuu", None), ("breathing", "fi", "joo on", "yes"),
        ("breathing", "fi", "en tiiä", "unsure"), ("breathing", "fi", "emmä tiä", "unsure"),
    ],
)  # fmt: skip
def test_answer_to_a_safety_question(asked: str, language: str, text: str, answer: str | None) -> None:
    assert danger_answer(text, language, asked) == answer


def test_every_safety_question_says_what_it_asks_about() -> None:
    texts = yaml.safe_load(
        (Path(__file__).parents[2] / "bot" / "texts" / "emergencies.yml").read_text(encoding="utf-8")
    )
    questions = {key.removeprefix("safety_") for key in texts if key.startswith("safety_")} - {"again"}
    assert set(SAFETY) == questions
