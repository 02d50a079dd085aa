"""Red flags on messages written apart from patterns and training data (redflags_held_out/): recall and false alarms.

A safety question counts as recognised for a positive (its yes leads to the emergency answer) and as no alarm for a
near miss, but it must stay rare. Run with `python -m tests.nlu.test_redflags_held_out` for the table and the misses.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import PROJECT
from nlu.redflags import RedFlags, Verdict, create_red_flags

FOLDER = Path(__file__).parent / "redflags_held_out"
LANGUAGES = ("fi", "sv", "en")


@cache
def red_flags() -> RedFlags:
    return create_red_flags(PROJECT / "var" / "models" / "redflags.npz")


@cache
def judged(
    language: str,
) -> tuple[list[tuple[dict[str, Any], Verdict | None]], list[tuple[dict[str, Any], Verdict | None]]]:
    """Positives and near misses with their verdicts."""
    table = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    positives, near_misses = (
        [(row, red_flags().check(row["text"], language)) for row in table[kind]]
        for kind in ("positives", "near_misses")
    )
    return positives, near_misses


def shares(language: str) -> dict[str, float]:
    """Shares of: clear and all emergencies recognised, right class among them, false alarms, safety questions."""
    positives, near_misses = judged(language)
    hit = [(row, verdict) for row, verdict in positives if verdict]
    clear = [verdict for row, verdict in positives if row["clear"]]
    return {
        "clear recognised": sum(verdict is not None for verdict in clear) / len(clear),
        "all recognised": len(hit) / len(positives),
        "of these surely": sum(verdict.certainty == "sure" for _, verdict in hit) / len(hit),
        "right class": sum(verdict.emergency == row["class"] for row, verdict in hit) / len(hit),
        "false alarms": sum(v is not None and v.certainty == "sure" for _, v in near_misses) / len(near_misses),
        "asked in vain": sum(v is not None and v.certainty == "ask" for _, v in near_misses) / len(near_misses),
    }


# What the issue asks for; where a figure is not reached yet, what is measured today, so that it cannot get worse.
FLOORS: dict[str, dict[str, float]] = {
    "fi": {
        "clear recognised": 0.96,
        "all recognised": 0.91,
        "right class": 0.84,
        "false alarms": 0.12,
        "asked in vain": 0.03,
    },
    "sv": {
        "clear recognised": 0.96,
        "all recognised": 0.90,
        "right class": 0.87,
        "false alarms": 0.16,
        "asked in vain": 0.06,
    },
    "en": {
        "clear recognised": 0.94,
        "all recognised": 0.81,
        "right class": 0.80,
        "false alarms": 0.13,
        "asked in vain": 0.04,
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_worse_than_measured(language: str) -> None:
    found = shares(language)
    for name, floor in FLOORS[language].items():
        if name in ("false alarms", "asked in vain"):
            assert found[name] <= floor, (name, found[name])
        else:
            assert found[name] >= floor, (name, found[name])


def test_the_sets_are_as_large_as_promised() -> None:
    sizes = {language: sum(map(len, judged(language))) for language in LANGUAGES}
    assert sizes["fi"] >= 500
    assert sizes["sv"] >= 100
    assert sizes["en"] >= 100


def main() -> None:
    """The table, by language and class; lines only by guideline, so that nobody tunes to them."""
    for language in LANGUAGES:
        print(language, {name: round(share, 3) for name, share in shares(language).items()})  # noqa: T201
        positives, near_misses = judged(language)
        missed = Counter(f"{row['class']}/{row['guideline']}" for row, verdict in positives if verdict is None)
        alarmed = Counter(
            f"{row['why']}/{row['near']}" for row, verdict in near_misses if verdict and verdict.certainty == "sure"
        )
        print("  missed:", dict(missed.most_common(12)), "\n  false alarms:", dict(alarmed.most_common(12)))  # noqa: T201


if __name__ == "__main__":
    main()
