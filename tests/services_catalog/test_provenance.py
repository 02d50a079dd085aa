"""Who may overwrite which field."""

from __future__ import annotations

import pytest

from services_catalog.provenance import flatten, merge, unflatten
from services_catalog.record import Source

STORED = {"topics": ["home_care"], "texts.fi.name": "Kotihoito", "texts.sv.name": "Hemvård"}


def test_texts_are_kept_apart_field_by_field() -> None:
    document = {"topics": [], "texts": {"fi": {"name": "A", "summary": "B"}}}
    assert flatten(document) == {"topics": [], "texts.fi.name": "A", "texts.fi.summary": "B"}
    assert unflatten(flatten(document)) == document


@pytest.mark.parametrize(
    ("written_by", "source", "expected"),
    [
        ("editor", "ptv", "Kotihoito"),
        ("editor", "seed", "Kotihoito"),
        ("association", "ptv", "Kotihoito"),
        ("ptv", "editor", "Kotiin annettava hoito"),
        ("editor", "editor", "Kotiin annettava hoito"),
        ("ptv", "ptv", "Kotiin annettava hoito"),
    ],
)
def test_a_weaker_source_leaves_a_stronger_one_s_field_alone(written_by: Source, source: Source, expected: str) -> None:
    sources: dict[str, Source] = {"texts.fi.name": written_by}
    merged, _ = merge(STORED, sources, "ptv", {"texts.fi.name": "Kotiin annettava hoito"}, source)
    assert merged["texts.fi.name"] == expected


def test_an_editor_s_field_is_remembered_and_the_owner_s_are_not() -> None:
    _, sources = merge(STORED, {}, "ptv", STORED | {"topics": ["elderly_guidance"]}, "editor")
    assert sources == {"topics": "editor"}


def test_the_owner_s_dropped_text_goes_but_an_editor_s_translation_stays() -> None:
    incoming = {"topics": ["home_care"], "texts.fi.name": "Kotihoito"}
    merged, _ = merge(STORED, {}, "ptv", incoming, "ptv")
    assert "texts.sv.name" not in merged
    merged, _ = merge(STORED, {"texts.sv.name": "editor"}, "ptv", incoming, "ptv")
    assert merged["texts.sv.name"] == "Hemvård"


def test_a_language_with_an_editor_s_word_in_it_stays_whole() -> None:
    stored = STORED | {"texts.sv.summary": "Vård hemma."}
    merged, sources = merge(stored, {"texts.sv.summary": "editor"}, "ptv", {"texts.fi.name": "Kotihoito"}, "ptv")
    assert (merged["texts.sv.name"], merged["texts.sv.summary"]) == ("Hemvård", "Vård hemma.")
    assert sources == {"texts.sv.summary": "editor"}
