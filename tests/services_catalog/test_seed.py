"""The sample catalogue: complete, harmless, and refused with a clear word when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlu.topics import topics
from services_catalog.errors import ContentError
from services_catalog.seed import load_seed
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.conftest import REGION

SERVED_KINDS = ("symptom", "wellbeing", "service", "booking", "emergency")


class TestItaUusimaa:
    def test_there_are_at_least_sixty_services(self) -> None:
        assert len(load_seed(REGION).services) >= 60

    def test_every_service_has_finnish_and_swedish_texts(self) -> None:
        lacking = [s.id for s in load_seed(REGION).services if not {"fi", "sv"} <= set(s.texts)]
        assert lacking == []

    def test_every_topic_has_a_service_made_for_it(self) -> None:
        served = {topic for service in load_seed(REGION).services for topic in service.topics}
        wanted = {topic.id for topic in topics().values() if topic.kind in SERVED_KINDS}
        assert wanted - served == set()

    def test_every_municipality_has_a_health_station_that_takes_in_symptoms(self) -> None:
        stations = [s for s in load_seed(REGION).services if "terveysasema" in s.id]
        covered = {code for station in stations for code in station.municipalities}
        assert covered == set(vocabulary().of_region(REGION))
        assert all({"headache", "cough", "urinary_symptom"} <= set(station.topics) for station in stations)

    def test_no_number_can_ring_a_stranger(self) -> None:
        national = vocabulary().national_numbers
        numbers = [c.number.replace(" ", "") for c in load_seed(REGION).channels if c.number]
        assert [n for n in numbers if n not in national and not n.startswith("000000")] == []

    def test_the_county_s_own_services_are_marked_as_samples(self) -> None:
        seed = load_seed(REGION)
        assert [s.id for s in seed.services if s.organisation == "iu-hva" and not s.sample] == []
        assert [c.id for c in seed.channels if c.id.startswith("iu-") and not c.sample] == []

    def test_every_service_says_when_it_was_verified(self) -> None:
        assert [s.id for s in load_seed(REGION).services if s.verified_on is None] == []


SERVICE = {
    "id": "x-palvelu",
    "organisation": "x-hva",
    "area": ["Porvoo"],
    "topics": ["home_care"],
    "channels": ["x-tel"],
    "texts": {"fi": {"name": "Palvelu", "summary": "Apua kotiin."}},
}
CHANNEL = {"id": "x-tel", "kind": "phone", "number": "000 000 0001", "sample": True}


def write_seed(folder: Path, service: dict[str, object], channel: dict[str, object] = CHANNEL) -> Path:
    """A seed of one service."""
    place = folder / REGION
    place.mkdir()
    files = {
        folder / "topic_sets.yml": {"care": ["home_care", "informal_care"]},
        place / "organisations.yml": {"organisations": [{"id": "x-hva", "kind": "county", "names": {"fi": "X"}}]},
        place / "channels.yml": {"channels": [channel]},
        place / "care.yml": {"services": [service]},
    }
    for path, content in files.items():
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


class TestReading:
    def test_names_become_codes_and_sets_become_topics(self, tmp_path: Path) -> None:
        (service,) = load_seed(REGION, write_seed(tmp_path, SERVICE | {"topics": ["@care"]})).services
        assert service.municipalities == ("638",)
        assert service.topics == ("home_care", "informal_care")
        assert service.region == REGION

    def test_a_national_service_has_no_municipalities(self, tmp_path: Path) -> None:
        (service,) = load_seed(REGION, write_seed(tmp_path, SERVICE | {"area": "nation"})).services
        assert service.nationwide
        assert service.municipalities == ()

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"topics": ["kotihoito"]}, r"care\.yml: x-palvelu: topics: 'kotihoito' is not known"),
            ({"topics": ["@muut"]}, r"care\.yml: x-palvelu: topics: there is no topic set '@muut'"),
            ({"channels": ["x-web"]}, r"care\.yml: x-palvelu: channels: 'x-web' is not known"),
            ({"area": ["Porvo"]}, r"care\.yml: x-palvelu: 'Porvo' is not a municipality"),
            ({"audiences": ["kaikki"]}, r"audiences: 'kaikki' is not known"),
            ({"organisation": "y"}, r"organisation: .*(not known|pattern)"),
            ({"texts": {"fi": {"name": "Palvelu"}}}, r"x-palvelu: texts\.fi\.summary: Field required"),
            ({"texts": {}}, r"at least one language"),
            ({"colour": "red"}, r"x-palvelu: colour: Extra inputs"),
            ({"topics": ["home_care"], "also_topics": ["home_care"]}, r"'home_care' is given twice"),
            ({"age_min": 20, "age_max": 10}, r"age_max is below age_min"),
        ],
    )
    def test_an_error_names_file_service_and_key(self, tmp_path: Path, change: dict[str, object], message: str) -> None:
        with pytest.raises(ContentError, match=message):
            load_seed(REGION, write_seed(tmp_path, SERVICE | change))

    @pytest.mark.parametrize("number", ["040 1234567", "09 310 10023"])
    def test_a_sample_number_that_might_ring_is_refused(self, tmp_path: Path, number: str) -> None:
        with pytest.raises(ContentError, match="might ring somebody"):
            load_seed(REGION, write_seed(tmp_path, SERVICE, CHANNEL | {"number": number}))

    def test_an_unknown_region_is_refused(self) -> None:
        with pytest.raises(ContentError, match="no seed for region 'atlantis'"):
            load_seed("atlantis")
