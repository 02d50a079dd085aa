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
        # told beside a yes, a no or "I do not know"
        ("medical", "fi", "joo kyl se on, oksentaa koko ajan ja on ihan veltto eikä oikein pysy hereillä", "yes"),
        ("medical", "fi", "joo varmaan, hän on unelias ja niska jäykkä", "yes"), ("medical", "fi", "joo kyllä tota on", "yes"),
        ("medical", "sv", "ja det tror jag, hon är jättetrött och har utslag överallt och hög feber", "yes"),
        ("medical", "en", "yes I think so, he is hard to wake and has been vomiting all night long", "yes"),
        ("medical", "fi", "en tiedä, on kauhean väsynyt ja hengästyy jo siitä kun kävelee vessaan asti", "unsure"),
        ("medical", "fi", "ei, nyt ei koske enää mihinkään", "no"), ("medical", "fi", "ei, ei oo kipuja eikä kuumetta", "no"),
        ("medical", "sv", "nej, det gör inte ont alls nu", "no"), ("medical", "en", "no, nothing hurts right now", "no"),
        ("infant", "fi", "ei, on ihan virkeä ja leikkii ja syö ja juo normaalisti kaiken aikaa tässä", "no"),
        ("infant", "fi", "ei täs oo mitään vauvaa, itelläni on kuume", "no"), ("child", "sv", "inget barn här", "no"),
        ("breathing", "fi", "ei levossa, portaissa kyllä hengästyttää", "no"), ("suicide", "fi", "ei, ei mulla oo semmosta oloa", "no"),
        ("medical", "fi", "en usko", "no"), ("medical", "fi", "no ei todellakaan", "no"), ("medical", "en", "i don't think so", "no"),
        ("medical", "fi", "kaikki on ihan hyvin", "no"), ("medical", "fi", "ihan kunnossa", "no"), ("medical", "sv", "allt är bra", "no"),
        ("medical", "en", "everything is fine", "no"), ("medical", "fi", "ei ole kunnossa", None), ("medical", "fi", "joo hyvin", "yes"),
        ("medical", "fi", "ei, ei hengitä kunnolla", None), ("medical", "fi", "ei kai, mutta en oo varma", "unsure"),
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
