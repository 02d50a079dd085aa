"""Controlled words: municipalities of the region packs, topics of the contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.topics import topics
from services_catalog.content import read_yaml
from services_catalog.errors import ContentError
from services_catalog.vocabulary import kilometres, vocabulary

SEARCHED_KINDS = ("symptom", "wellbeing", "service", "booking")


@pytest.mark.parametrize(
    ("text", "code"),
    [("018", "018"), ("Askola", "018"), ("askola", "018"), (" BORGÅ ", "638"), ("Lovisa", "434"), ("Gävle", None)],
)
def test_a_municipality_is_known_by_code_and_by_either_name(text: str, code: str | None) -> None:
    found = vocabulary().municipality(text)
    assert (found and found.code) == code


def test_the_five_region_packs_have_their_municipalities() -> None:
    counts = {"ita-uusimaa": 7, "paijat-hame": 10, "etela-savo": 12, "pohjois-karjala": 13, "etela-pohjanmaa": 18}
    assert {region: len(vocabulary().of_region(region)) for region in counts} == counts


def test_every_municipality_is_nearer_to_its_own_region_than_across_the_country() -> None:
    everyone = vocabulary().municipalities.values()
    far = [
        (a.names["fi"], b.names["fi"])
        for a in everyone
        for b in everyone
        if a.region == b.region and kilometres((a.latitude, a.longitude), (b.latitude, b.longitude)) > 200
    ]
    assert far == []


@pytest.mark.parametrize(("a", "b", "expected"), [("018", "616", 13), ("638", "434", 32), ("753", "434", 53)])
def test_distances_between_centres(a: str, b: str, expected: float) -> None:
    first, second = (vocabulary().municipalities[code] for code in (a, b))
    found = kilometres((first.latitude, first.longitude), (second.latitude, second.longitude))
    assert found == pytest.approx(expected, abs=2)


def test_every_topic_residents_come_for_has_words_in_three_languages() -> None:
    known = vocabulary().topics
    assert known.keys() == topics().keys()
    searched = [topic.id for topic in topics().values() if topic.kind in SEARCHED_KINDS]
    assert [topic for topic in searched if set(known[topic].words) != {"fi", "sv", "en"}] == []


def test_a_key_given_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "twice.yml"
    file.write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"twice\.yml: line 3: 'a' is given twice"):
        read_yaml(file)
