"""Loads from interface 12: the same catalogue from other shapes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.services_catalog.importing.conftest import Load, Read
from tests.services_catalog.importing.documents import COUNTY, GENERAL, LINE, STATION, Document, guid
from tests.services_catalog.importing.fakes import FakeV12

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
TERM = "http://www.yso.fi/onto/koko/p1"


def service(number: int, name: str = "Fysioterapia", **fields: Any) -> Document:
    version = {
        "name": name, "alternativeName": "Fyssari", "summary": "Apua liikkumiseen.",
        "description": "## Meillä\n**kaksi** [paikkaa](https://x.example)", "userInstructions": None,
        "conditions": "Lähetettä ei tarvita.", "freelyAssignedKeywords": ["jumppa"],
        "voucher": {"voucherType": "WithUrl", "urls": [{"name": "Setelit", "url": "https://s.example", "additionalInformation": None}]},
        "chargeTypeAdditionalInformation": None,
    }  # fmt: skip
    return {
        "contentId": guid(number), "organizationContentId": COUNTY, "generalDescriptionContentId": GENERAL,
        "targetGroups": ["KR1", "KR1.6"], "lifeEvents": ["KE6"], "ontologyTerms": [TERM], "serviceClasses": ["P3"],
        "industrialClasses": [], "chargeType": "Charged", "fundingType": "PubliclyFunded",
        "serviceLanguages": ["fi", "sgn-fi"], "serviceType": "Service", "publishedAt": "2026-10-22T07:32:52.026Z",
        "area": {"areaType": "LimitedArea", "municipalities": ["638"], "regions": [], "wellbeingServicesCounties": []},
        "languageVersions": {"fi": version, "sv": None},
    } | fields  # fmt: skip


def number(digits: str, **fields: Any) -> Document:
    return {"type": "DomesticPhone", "number": digits, "chargeType": "Free", "chargeDescription": None} | fields


def station() -> Document:
    street = {
        "streetName": {"fi": "Esimerkkikatu"}, "addressDetail": "2", "postalCode": "06100",
        "coordinates": [{"system": "EPSG:3067", "source": "NLS", "easting": 426000.5, "northing": 6697000}],
    }  # fmt: skip
    week = {"monday": {"hours": [{"start": "08:00", "end": "12:00", "openingStatus": "Open", "repetition": "Weekly"}]}}
    return {
        "contentId": STATION, "organizationContentId": COUNTY, "serviceChannelType": "ServiceLocation",
        "languageVersions": {"fi": {"name": "Näsi", "contactPhoneNumbers": [number("0401234567")]}},
        "location": {"streetAddresses": [street], "otherAddresses": None},
        "serviceHours": {"hours": [{"type": "WeeklyUntilFurtherNoticeServiceHour", "weeklyHours": week}], "holidayServiceHours": None},
    }  # fmt: skip


def line() -> Document:
    numbers = [number("116117"), number("401", type="InternationalPhone", dialCode="+358"), number("1", type="Sms")]
    return {
        "contentId": LINE, "organizationContentId": guid(902), "serviceChannelType": "TelephoneService",
        "languageVersions": {"fi": {"name": "Neuvonta", "phoneNumbers": numbers}}, "serviceHours": None,
    }  # fmt: skip


def connection(service_number: int, channel: str) -> Document:
    return {
        "serviceContentId": guid(service_number),
        "channelContentId": channel,
        "languageVersions": {},
        "serviceHours": None,
    }


def code(value: str, fi: str, **fields: Any) -> Document:
    return {"code": value, "isValid": True, "name": {"fi": fi, "sv": ""}} | fields


@pytest.fixture
def fake() -> FakeV12:
    general = {
        "contentId": GENERAL, "chargeType": None, "ontologyTerms": [],
        "languageVersions": {"fi": {"name": "Fysioterapia", "description": "Fysioterapia auttaa kivussa."}},
    }  # fmt: skip
    county = {
        "contentId": COUNTY, "organizationType": "RegionalOrganization",
        "languageVersions": {"fi": {"name": "Itä-Uudenmaan hyvinvointialue"}},
    }  # fmt: skip
    return FakeV12({
        "service/search": [service(1), service(2)],
        "service/archived": [],
        "connection/search": [connection(1, STATION), connection(1, LINE), connection(2, STATION)],
        "service-channel/search": [station(), line()],
        "service-channel/archived": [],
        "organization/search": [county],
        "general-description/search": [general],
        "service-classes": [code("P3", "Kuntoutus")],
        "target-groups": [code("KR1", "Kansalaiset"), code("KR1.6", "Vammaiset")],
        "life-events": [code("KE6", "Sairastuminen")],
        "ontology-terms": [{"uri": TERM, "name": {"fi": "fysioterapia"}, "isValid": True}],
        "postal-codes": [code("06100", "PORVOO")],
        "wellbeing-services-county-codes": [code("01", "Itä-Uusimaa", municipalities=["638", "018"])],
        "region-codes": [],
    })  # fmt: skip


def test_a_service_is_whole(fake: FakeV12, load: Load, read: Read) -> None:
    report = load(fake)
    assert (len(report.added), report.refused) == (2, [])
    listing = read(guid(1))
    assert listing is not None
    found, fi = listing.service, listing.service.texts["fi"]
    assert fi.description == "Fysioterapia auttaa kivussa.\n\nMeillä\nkaksi paikkaa (https://x.example)"
    assert fi.alternative_names == ("Fyssari", "jumppa", "fysioterapia")
    assert fi.fee == "Tähän palveluun voi saada palvelusetelin.\n\nSetelit https://s.example"
    assert (found.topics, found.audiences, found.life_events) == (("physiotherapy",), ("disabled",), ("illness",))
    assert (found.languages, found.free, found.municipalities) == (("fi", "fse"), False, ("638",))
    assert [(one.kind, one.number) for one in listing.channels] == [
        ("location", "0401234567"), ("phone", "116117"), ("phone", "+358 401"),
    ]  # fmt: skip
    place = listing.channels[0]
    assert place.address is not None
    assert (place.address.municipality, place.address.postal_code) == ("638", "06100")
    assert place.address.latitude == pytest.approx(60.405, abs=0.01)
    assert place.hours is not None
    assert place.hours.weekly == {"mon": "08:00-12:00"}


def test_channels_of_others_are_asked_for_one_by_one(fake: FakeV12, load: Load) -> None:
    load(fake)
    assert fake.asked[f"service-channel/{LINE}"] == 1
    assert fake.asked[f"service-channel/{STATION}"] == 0


def test_a_town_that_is_not_known_is_named_by_its_post_office(fake: FakeV12, load: Load, read: Read) -> None:
    fake.lists["postal-codes"] = [code("06100", "HELSINKI")]
    load(fake)
    listing = read(guid(2))
    assert listing is not None
    assert listing.channels[0].address is not None
    assert listing.channels[0].address.town == {"fi": "Helsinki"}


def test_a_missing_key_is_told_and_changes_nothing(load: Load, fake: FakeV12) -> None:
    fake.answer = lambda request: httpx.Response(403)  # type: ignore[method-assign]
    assert load(fake).error == "GET /api/v12/service/search: Refused 403."


def test_what_is_archived_leaves(fake: FakeV12, load: Load, read: Read) -> None:
    load(fake)
    fake.lists["service/search"] = [service(2)]
    fake.lists["service/archived"] = [{"contentId": guid(1)}]
    report = load(fake, SINCE)
    assert [one.id for one in report.withdrawn] == [f"ptv-{guid(1)}"]
    assert read(guid(2)) is not None


def test_a_full_load_asks_for_what_the_list_lacks(fake: FakeV12, load: Load, read: Read) -> None:
    load(fake)
    fake.lists["service/search"] = [service(2)]
    load(fake)
    assert fake.asked[f"service/{guid(1)}"] == 1
    assert read(guid(1)) is None
