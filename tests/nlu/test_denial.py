"""Plain denials: what is nothing but a "no", whatever language it is in."""

from __future__ import annotations

import pytest

from nlu.denial import denies, denies_within, only_denies, topic_of
from nlu.morphology import create_morphology

FALLS = topic_of(["kaatuminen", "kaatua", "fall"])

# language, text, denies, only denies
ROWS = [
    ("fi", "ei", True, True), ("sv", "nej det har jag inte", True, True), ("en", "not that i know of", True, True),
    ("sv", "ei oo", True, True),  # Finnish, taken for Swedish
    ("fi", "ei, polvi vaan on kipeä", True, False), ("fi", "ei. kaks päivää sitten alkoi", True, False),
    ("fi", "ei, mutta melkein", False, False), ("fi", "ei, vaan pyörryin", False, False),
    ("fi", "ei, en saa henkeä", False, False), ("fi", "en saa henkeä", False, False), ("fi", "no niin", False, False),
    ("en", "none of your business", False, False), ("sv", "en vecka", False, False), ("fi", "", False, False),
    ("fi", "?", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "denied", "only"), ROWS)
def test_denial(language: str, text: str, denied: bool, only: bool) -> None:
    words = create_morphology(language).analyse(text)
    assert (denies(words), only_denies(words)) == (denied, only)


def test_what_was_asked_may_be_denied_by_a_word_of_the_same_stem() -> None:
    fi = create_morphology("fi").analyse
    assert only_denies(fi("en oo kaatunu"), FALLS)
    assert not only_denies(fi("en oo kaatunu"))
    assert not only_denies(fi("en oo kaatunu tänään pahasti"), FALLS)


def test_a_part_of_a_message_may_deny() -> None:
    fi = create_morphology("fi").analyse
    assert denies_within(fi("polvi on kipeä mut en oo kaatunu"), FALLS)
    assert not denies_within(fi("polvi on kipeä enkä pysty kaatumaan"), FALLS)
