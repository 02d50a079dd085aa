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


# Patterns that miss one of their own examples, or meet a counter-example, today. A mended one leaves the list.
MISSES = frozenset(
    """bleeding.heavy bleeding.wound_deep cauda_equina.saddle_bladder choking.chokes diabetic_emergency.low
    eye_chemical.splash hypothermia.cold infected_jaw_breathing.swelling pregnancy_emergency.no_movement vision_loss.lost
    drug_overdose.drugs gas_fumes.fumes mushrooms.mushroom suicide_thoughts.wants_death elder_abuse_now.elder
    infant_breathing.breathing""".split()
)
ALARMS = frozenset(("breathlessness.cannot_breathe", "meningitis.fever_neck_rash"))


def matched(text: str) -> set[str]:
    return {match.pattern.id for match in red_flags().matches(red_flags().read(text))}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_examples_match(pattern: Pattern) -> None:
    assert pattern.examples
    missed = [text for texts in pattern.examples.values() for text in texts if pattern.id not in matched(text)]
    assert bool(missed) == (pattern.id in MISSES), missed


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_counter_examples_do_not(pattern: Pattern) -> None:
    wrong = [text for texts in pattern.counter_examples.values() for text in texts if pattern.id in matched(text)]
    assert bool(wrong) == (pattern.id in ALARMS), wrong


@pytest.mark.parametrize("guideline", red_flags().guidelines, ids=lambda guideline: guideline.id)
def test_each_guideline_names_its_source(guideline: object) -> None:
    assert guideline.source  # type: ignore[attr-defined]
