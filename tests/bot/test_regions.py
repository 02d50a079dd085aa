"""The region packs: whole, in agreement with the catalogue, and not able to ring a stranger."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.regions import Region, RegionError, load_region, region_of_area
from services_catalog.seed import load_seed
from services_catalog.vocabulary import vocabulary

AREAS = {"ita-uusimaa": "01", "paijat-hame": "09", "etela-savo": "12", "pohjois-karjala": "14", "etela-pohjanmaa": "16"}
LINES_OF_THE_NATION = load_region("ita-uusimaa").numbers


@pytest.mark.parametrize(("region", "code"), AREAS.items())
class TestPack:
    def test_a_county_is_found_by_its_official_code(self, region: str, code: str) -> None:
        assert region_of_area(code).id == region

    def test_it_has_the_catalogue_s_municipalities(self, region: str, code: str) -> None:
        assert set(load_region(region).municipalities) == set(vocabulary().of_region(region)), code

    def test_it_is_named_as_in_its_sample_catalogue(self, region: str, code: str) -> None:
        counties = [o.names["fi"] for o in load_seed(region).organisations if o.kind == "county"]
        assert counties == [load_region(region).names["fi"]], code

    def test_a_sample_pack_has_national_numbers_and_an_address_that_leads_nowhere(self, region: str, code: str) -> None:
        pack = load_region(region)
        assert pack.numbers == LINES_OF_THE_NATION, code
        assert pack.website.endswith(".example")

    def test_a_place_is_shown_on_a_map(self, region: str, code: str) -> None:
        address = load_region(region).map_link(60.3955, 25.6531)
        assert address.startswith("https://"), code
        assert "60.3955" in address
        assert "25.6531" in address


@pytest.mark.parametrize("address", ["http://a.example/{latitude}/{longitude}", "https://a.example/", "https://a/{x}"])
def test_a_map_that_could_not_be_linked_to_is_refused(address: str) -> None:
    pack = load_region("ita-uusimaa").model_dump()
    with pytest.raises(ValidationError, match="map"):
        Region.model_validate(pack | {"map": address})


def test_a_county_without_a_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(RegionError, match=r"area 02: .*01 \(ita-uusimaa\)"):
        region_of_area("02")
