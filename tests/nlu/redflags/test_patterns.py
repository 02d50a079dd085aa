"""Every pattern proves itself by its own examples and counter-examples, in every language it speaks."""

from __future__ import annotations

from functools import cache

import pytest

from nlu.redflags import RedFlags, create_red_flags
from nlu.redflags.schema import Pattern


@cache
def red_flags() -> RedFlags:
    return create_red_flags(None)


PATTERNS = [pattern for guideline in red_flags().guidelines for pattern in guideline.patterns]


def matched(text: str) -> set[str]:
    return {match.pattern.id for match in red_flags().matches(red_flags().read(text))}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_examples_match(pattern: Pattern) -> None:
    assert pattern.examples
    missed = [text for texts in pattern.examples.values() for text in texts if pattern.id not in matched(text)]
    assert not missed


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_counter_examples_do_not(pattern: Pattern) -> None:
    wrong = [text for texts in pattern.counter_examples.values() for text in texts if pattern.id in matched(text)]
    assert not wrong


@pytest.mark.parametrize("guideline", red_flags().guidelines, ids=lambda guideline: guideline.id)
def test_each_guideline_names_its_source(guideline: object) -> None:
    assert guideline.source  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("en jaksa enää elää", "suicide"), ("mä en halua enää elää", "suicide"), ("haluan kuolla", "suicide"),
        ("jag orkar inte leva längre", "suicide"), ("i don't want to live anymore", "suicide"),
        ("poikani ei halua elää", "suicide_other"), ("kaveri sanoo haluavansa kuolla", "suicide_other"),
    ],
)  # fmt: skip
def test_who_wants_to_die_is_spoken_to(text: str, advice: str) -> None:
    verdict = red_flags().check(text, "fi")
    assert verdict is not None
    assert verdict.advice == advice
