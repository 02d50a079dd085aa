"""Scored instruments: every item counts once, the sums and bands cover the range, and the terms are kept."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.assessment.conditions import UNKNOWN
from actions.assessment.errors import AnswerError, ProtocolError
from actions.assessment.instruments import INSTRUMENTS, Instrument, load_instruments, score

ALL = load_instruments()
SCORED = [made for made in ALL.values() if made.items]
# Range and cut-offs as published; the second source of what the files say.
PUBLISHED = {
    "phq9": ((0, 27), 10, [(0, 4), (5, 9), (10, 14), (15, 19), (20, 27)]),
    "phq2": ((0, 6), 3, [(0, 2), (3, 6)]),
    "gad7": ((0, 21), 10, [(0, 4), (5, 9), (10, 14), (15, 21)]),
    "gad2": ((0, 6), 3, [(0, 2), (3, 6)]),
    "audit_c": ((0, 12), {"woman": 5, "man": 6}, [(0, 4), (5, 5), (6, 12)]),
}


def name(made: Instrument) -> str:
    return made.id


def answered(made: Instrument, place: int) -> dict[str, str]:
    """Every item answered with the answer at a place of its scale, -1 for the worst."""
    return {item.question: item.scale[min(place, len(item.scale) - 1)].id for item in made.items}


def test_only_those_whose_terms_allow_it_are_asked_here() -> None:
    assert {made.id for made in SCORED} == set(PUBLISHED)
    for made in ALL.values():
        allowed = made.file.terms.electronic_use == "allowed"
        assert allowed == bool(made.items)
        assert allowed or (made.file.link or "").startswith("https://")


@pytest.mark.parametrize("made", SCORED, ids=name)
class TestEveryInstrument:
    def test_is_as_published(self, made: Instrument) -> None:
        (low, high), cutoff, bands = PUBLISHED[made.id]
        assert (made.lowest, made.highest, made.file.cutoff) == (low, high, cutoff)
        assert [(band.low, band.high) for band in made.file.bands] == bands

    def test_the_least_and_the_most_are_the_range(self, made: Instrument) -> None:
        low, high = PUBLISHED[made.id][0]
        assert score(made, answered(made, 0)).total == low
        assert score(made, answered(made, -1)).total == high

    def test_every_item_counts_exactly_once(self, made: Instrument) -> None:
        worst = answered(made, -1)
        for item in made.items:
            one_milder = {**worst, item.question: item.scale[-2].id}
            lost = item.scale[-1].score - item.scale[-2].score
            assert score(made, worst).total - score(made, one_milder).total == lost

    def test_every_reachable_sum_has_one_band(self, made: Instrument) -> None:
        sums = {0}
        for item in made.items:
            sums = {total + answer.score for total, answer in itertools.product(sums, item.scale)}
        for total in sums:
            assert sum(band.low <= total <= band.high for band in made.file.bands) == 1

    def test_an_item_not_answered_leaves_the_sum_open(self, made: Instrument) -> None:
        for gap in (made.items[-1].question, made.items[0].question):
            found = score(made, {**answered(made, 1), gap: UNKNOWN})
            assert (found.complete, found.band, found.positive) == (False, None, None)
        assert score(made, {}).complete is False

    def test_what_is_known_may_already_reach_the_cutoff(self, made: Instrument) -> None:
        found = score(made, {**answered(made, -1), made.items[-1].question: UNKNOWN})
        assert found.positive is (True if found.total >= (made.cutoff() or 0) else None)

    def test_an_answer_that_is_none_is_refused(self, made: Instrument) -> None:
        with pytest.raises(AnswerError):
            score(made, {**answered(made, 0), made.items[0].question: "maybe"})

    def test_a_working_translation_says_so(self, made: Instrument) -> None:
        whole = ALL[made.file.part_of.instrument] if made.file.part_of else made
        assert whole.file.wording == {"fi": "working_translation", "sv": "working_translation", "en": "published"}


@pytest.mark.parametrize(("total", "group", "positive"), [
    (5, "woman", True), (5, "man", False), (6, "man", True), (4, "woman", False),
    (5, "other", True), (5, UNKNOWN, True), (5, None, True), (4, None, False),
])  # fmt: skip
def test_audit_c_uses_the_finnish_cutoffs(total: int, group: str | None, positive: bool) -> None:
    amounts = ["one_two", "three_four", "five_six"]
    answers = {
        "audit_c_frequency": "few_weekly", "audit_c_amount": amounts[total - 4], "audit_c_six_or_more": "less_than_monthly",
    }  # fmt: skip
    found = score(ALL["audit_c"], answers, group)
    assert (found.total, found.positive) == (total, positive)


def test_who_never_drinks_is_not_asked_how_much() -> None:
    found = score(ALL["audit_c"], {"audit_c_frequency": "never"})
    assert (found.total, found.complete, found.positive) == (0, True, False)


def test_only_the_last_item_of_phq9_alarms() -> None:
    alarming = [item.question for made in SCORED for item in made.items if item.file.alarm]
    assert alarming == ["phq9_self_harm"]


def broken(tmp_path: Path, change: Callable[[dict[str, Any]], None], which: str = "gad7") -> str:
    """The error of a folder of instruments in which one file was changed."""
    for path in INSTRUMENTS.glob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem == which:
            change(content)
        (tmp_path / path.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(ProtocolError) as caught:
        load_instruments(tmp_path)
    return str(caught.value)


def test_a_gap_between_bands_is_an_error(tmp_path: Path) -> None:
    assert "bands" in broken(tmp_path, lambda file: file["bands"][1].update({"from": 6}))


def test_bands_that_end_too_early_are_an_error(tmp_path: Path) -> None:
    assert "bands" in broken(tmp_path, lambda file: file["bands"][-1].update({"to": 20}))


def test_a_range_that_is_not_the_items_is_an_error(tmp_path: Path) -> None:
    assert "range" in broken(tmp_path, lambda file: file.update({"range": [0, 24]}))


def test_an_item_left_out_is_an_error(tmp_path: Path) -> None:
    assert "range" in broken(tmp_path, lambda file: file["items"].pop())


def test_two_answers_with_the_same_points_are_an_error(tmp_path: Path) -> None:
    assert "scale" in broken(tmp_path, lambda file: file["scale"][1].update({"score": 0}))


def test_items_against_the_terms_are_an_error(tmp_path: Path) -> None:
    assert "terms" in broken(tmp_path, lambda file: file["terms"].update({"electronic_use": "link_only"}))


def test_a_link_is_needed_where_only_a_link_may_be_given(tmp_path: Path) -> None:
    assert "link" in broken(tmp_path, lambda file: file.pop("link"), "isi")


def test_approval_goes_with_a_reviewer(tmp_path: Path) -> None:
    assert "status" in broken(tmp_path, lambda file: file.update({"status": "approved"}))


def test_a_text_missing_in_one_language_is_an_error(tmp_path: Path) -> None:
    assert "sv" in broken(tmp_path, lambda file: file["items"][0]["text"].pop("sv"))
