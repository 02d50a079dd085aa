"""The sample services: known topics and municipalities, nothing urgent to book, mistakes named."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.booking.model import HealthcareService
from bot.booking.seed import FOLDER, Seed, load, rows
from bot.regions import load_region
from services_catalog.errors import ContentError

PROJECT = Path(__file__).parents[3]
NEVER_BOOKED = {
    "chest_pain", "shortness_of_breath", "numbness_weakness", "allergic_reaction", "head_injury", "domestic_violence",
    "crisis_social_emergency", "on_call_care",
}  # fmt: skip
SEEDS = sorted(FOLDER.glob("*.yml"))


@pytest.fixture(params=SEEDS, ids=[path.stem for path in SEEDS])
def path(request: pytest.FixtureRequest) -> Path:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def seed(path: Path) -> Seed:
    return load(path)


def topics() -> dict[str, set[str]]:
    table = yaml.safe_load((PROJECT / "nlu/data/topics.yml").read_text(encoding="utf-8"))
    return {kind: set(rows) for kind, rows in table.items() if isinstance(rows, dict)}


def test_every_topic_is_one_of_the_contract(seed: Seed) -> None:
    known = set().union(*topics().values())
    assert {topic for kind in seed.kinds.values() for topic in kind.topics} <= known


def test_what_may_need_help_at_once_cannot_be_booked(seed: Seed) -> None:
    offered = {topic for kind in seed.kinds.values() for topic in kind.topics}
    assert offered.isdisjoint(NEVER_BOOKED | topics()["emergency"])


def test_every_place_is_in_a_municipality_of_the_region(path: Path, seed: Seed) -> None:
    table = yaml.safe_load((PROJECT / "services_catalog/data/municipalities.yml").read_text(encoding="utf-8"))
    known = [table[path.stem][code]["names"] for code in load_region(path.stem).municipalities]
    assert all(place.municipality.model_dump() in known for place in seed.locations)


def test_kinds_are_not_mistaken_for_topics(seed: Seed) -> None:
    assert set(seed.kinds).isdisjoint(set().union(*topics().values()))


def test_a_service_is_found_by_its_own_kind_first(seed: Seed) -> None:
    services = [row for row in rows(seed) if isinstance(row, HealthcareService)]
    kinds = {offer.id: offer.kind for offer in seed.services}
    assert all(row.topics == [kinds[row.id], *seed.kinds[kinds[row.id]].topics] for row in services)


def test_every_kind_is_given_somewhere_and_every_place_gives_something(seed: Seed) -> None:
    assert {offer.kind for offer in seed.services} == set(seed.kinds)
    assert {offer.location for offer in seed.services} == {place.id for place in seed.locations}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "wizard"}, "nasi-nurse: kind: there is no wizard"),
        ({"location": "moon"}, "nasi-nurse: location: there is no moon"),
        ({"weekly": {"mon": "8-16"}}, "services.0.weekly"),
        ({"weekly": {"someday": "08:00-16:00"}}, "services.0.weekly"),
        ({"colour": "red"}, "services.0.colour"),
        ({"id": "nasi-doctor"}, "given twice"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    content = yaml.safe_load((FOLDER / "ita-uusimaa.yml").read_text(encoding="utf-8"))
    content["services"][0].update(change)
    broken = tmp_path / "broken.yml"
    broken.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(ContentError, match=complaint) as raised:
        load(broken)
    assert "broken.yml" in str(raised.value)
