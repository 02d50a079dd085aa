"""The sample catalogues: complete, harmless, and refused with a clear word when it is wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from nlu.topics import topics
from services_catalog.errors import ContentError
from services_catalog.hours.document import Stop
from services_catalog.record import Address
from services_catalog.seed import load_seed
from services_catalog.vocabulary import kilometres, vocabulary
from tests.services_catalog.conftest import REGION

SERVED_KINDS = ("symptom", "wellbeing", "service", "booking", "emergency")
LEAST_SERVICES = {"ita-uusimaa": 150, "paijat-hame": 60, "etela-savo": 60, "pohjois-karjala": 60, "etela-pohjanmaa": 60}
COMPLETE = {"ita-uusimaa": ("fi", "sv", "en")}
"""Languages in which every service has texts; elsewhere Finnish and Swedish."""
EVERY_REGION = pytest.mark.parametrize("region", LEAST_SERVICES)
FAR_FROM_CENTRE_KM = 60
seed_of = cache(load_seed)


def languages(region: str) -> tuple[str, ...]:
    return COMPLETE.get(region, ("fi", "sv"))


@EVERY_REGION
class TestEveryRegion:
    def test_there_are_services_enough_to_be_believable(self, region: str) -> None:
        assert len(seed_of(region).services) >= LEAST_SERVICES[region]

    def test_every_service_is_told_in_the_region_s_languages(self, region: str) -> None:
        assert [s.id for s in seed_of(region).services if not set(languages(region)) <= set(s.texts)] == []

    def test_finnish_and_swedish_say_how_to_use_the_service(self, region: str) -> None:
        services = seed_of(region).services
        assert [s.id for s in services for code in ("fi", "sv") if not s.texts[code].instruction] == []  # type: ignore[index]

    def test_every_topic_has_a_service_made_for_it_in_every_language(self, region: str) -> None:
        served = {(topic, code) for s in seed_of(region).services for topic in s.topics for code in s.texts}
        topic_ids = [topic.id for topic in topics().values() if topic.kind in SERVED_KINDS]
        assert {(topic, code) for topic in topic_ids for code in languages(region)} - served == set()

    def test_every_municipality_has_a_health_station_that_takes_in_symptoms(self, region: str) -> None:
        taken_in = {"doctor_appointment_need", "headache", "cough", "urinary_symptom", "child_illness"}
        stations = [s for s in seed_of(region).services if taken_in <= set(s.topics)]
        assert {code for s in stations for code in s.municipalities} == set(vocabulary().of_region(region))

    def test_services_stay_in_their_region(self, region: str) -> None:
        own = set(vocabulary().of_region(region))
        assert [s.id for s in seed_of(region).services if set(s.municipalities) - own] == []

    def test_no_number_can_ring_a_stranger(self, region: str) -> None:
        national = vocabulary().national_numbers
        numbers = [c.number.replace(" ", "") for c in seed_of(region).channels if c.number]
        assert [n for n in numbers if n not in national and not n.startswith("000000")] == []

    def test_the_county_s_own_addresses_lead_nowhere(self, region: str) -> None:
        own = [c for c in seed_of(region).channels if not c.id.startswith("fi-")]
        assert [c.id for c in own for url in c.urls.values() if not url.split("/")[2].endswith(".example")] == []

    def test_everything_but_national_lines_is_marked_as_a_sample(self, region: str) -> None:
        seed = seed_of(region)
        assert [s.id for s in seed.services if not s.nationwide and not s.sample] == []
        assert [c.id for c in seed.channels if not c.id.startswith("fi-") and not c.sample] == []

    def test_every_service_says_when_it_was_verified(self, region: str) -> None:
        assert [s.id for s in seed_of(region).services if s.verified_on is None] == []

    def test_every_channel_is_used(self, region: str) -> None:
        seed = seed_of(region)
        used = {link.id for s in seed.services for link in s.channels}
        assert [c.id for c in seed.channels if c.id not in used] == []

    def test_a_mobile_unit_stops_in_municipalities_it_serves(self, region: str) -> None:
        mobile = [s for s in seed_of(region).services if "mobile_services" in s.topics]
        assert any(s.stops for s in mobile)
        assert [s.id for s in mobile for stop in s.stops if not s.covers(stop.municipality)] == []

    def test_places_are_near_their_municipality_s_centre(self, region: str) -> None:
        seed = seed_of(region)
        addresses = [(c.id, c.address) for c in seed.channels if c.address]
        stops = [(s.id, stop) for s in seed.services for stop in s.stops]
        assert [name for name, place in (*addresses, *stops) if _astray(place)] == []


def _astray(place: Address | Stop) -> bool:
    centre = vocabulary().municipalities[place.municipality]
    if place.latitude is None or place.longitude is None:
        return False
    here = place.latitude, place.longitude
    return kilometres(here, (centre.latitude, centre.longitude)) > FAR_FROM_CENTRE_KM


def test_swedish_says_all_that_finnish_says_in_a_bilingual_region() -> None:
    kinds = ("description", "instruction", "eligibility", "fee", "documents", "waiting", "alternative_names")
    texts = [(s.id, s.texts["fi"], s.texts["sv"]) for s in seed_of("ita-uusimaa").services]
    lacking = [(i, kind) for i, fi, sv in texts for kind in kinds if getattr(fi, kind) and not getattr(sv, kind)]
    assert lacking == []


def test_regions_share_no_service_and_the_same_national_lines() -> None:
    seeds = [seed_of(region) for region in LEAST_SERVICES]
    ids = [s.id for seed in seeds for s in seed.services]
    national = [[c for c in seed.channels if c.id.startswith("fi-")] for seed in seeds]
    assert len(ids) == len(set(ids))
    assert all(channels == national[0] for channels in national)


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

    def test_what_stands_in_the_nation_s_folder_is_in_every_region_s_seed(self, tmp_path: Path) -> None:
        folder = write_seed(tmp_path, SERVICE)
        (folder / "nation").mkdir()
        line = {"id": "fi-tel", "kind": "phone", "number": "112"}
        state = {"id": "fi-valtio", "kind": "state", "names": {"fi": "Valtio"}}
        service = SERVICE | {"id": "linja", "organisation": "fi-valtio", "area": "nation", "channels": ["fi-tel"]}
        contents = {"organisations": [state], "channels": [line], "services": [service]}
        for name, content in contents.items():
            (folder / "nation" / f"{name}.yml").write_text(yaml.safe_dump({name: content}), encoding="utf-8")
        seed = load_seed(REGION, folder)
        assert [s.id for s in seed.services] == ["x-palvelu", "iu-linja"]
        assert seed.services[1].region == REGION
        assert [c.id for c in seed.channels] == ["x-tel", "fi-tel"]

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

    @pytest.mark.parametrize("region", ["atlantis", "nation"])
    def test_an_unknown_region_is_refused(self, region: str) -> None:
        with pytest.raises(ContentError, match=f"no seed for region '{region}'"):
            load_seed(region)
