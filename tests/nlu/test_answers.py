"""Short answers: yes, no, do not know, help is coming, stop."""

from __future__ import annotations

import pytest

from nlu.answers import command, help_answer, yes_no


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
