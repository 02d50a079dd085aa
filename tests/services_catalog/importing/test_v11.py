"""What interface 11 says, as the catalogue's records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services_catalog.importing import v11
from services_catalog.importing.apply import Records, records
from services_catalog.importing.build import Builder
from services_catalog.importing.gathering import Harvest
from services_catalog.importing.guess import create_guesser
from services_catalog.importing.v11_channels import channel as channel_draft
from services_catalog.record import Channel, Service
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.importing.documents import (
    GENERAL,
    LINE,
    STATION,
    Document,
    address,
    channel,
    general_description,
    guid,
    hours,
    line,
    link,
    organisation,
    page,
    phone,
    service,
    station,
    term,
    texts,
    typed,
    weekly,
)

TODAY = date(2026, 11, 22)


def built(found: Document, *channels: Document, general: Document | None = None) -> Records:
    builder = Builder("ita-uusimaa", "01", TODAY, vocabulary(), create_guesser())
    descriptions = {GENERAL: general_description() if general is None else general}
    drafts = (channel_draft(one) for one in channels or (station(), line(), page()))
    return records(
        Harvest(
            (v11.service(found, descriptions),), tuple(d for d in drafts if d), (v11.organisation(organisation()),)
        ),
        builder,
    )


def one(found: Document, **given: Any) -> Service:
    made = built(found, **given)
    assert made.refused == []
    return made.services[0]


def channels_of(*found: Document, links: list[Document] | None = None) -> list[Channel]:
    given = {"serviceChannels": links} if links else {}
    made = built(service(1, **given), *found)
    return list(made.channels.values())


class TestTexts:
    def test_the_general_description_comes_first_and_each_text_once(self) -> None:
        fi = one(service(1)).texts["fi"]
        assert fi.description == "Fysioterapia auttaa kivussa.\n\nMeillä on kaksi toimipistettä."
        assert fi.summary == "Apua liikkumiseen."
        assert fi.instruction == "Soita ja varaa aika."
        assert fi.waiting == "Viikon sisällä."
        assert fi.eligibility == "Lähetettä ei tarvita."
        assert one(service(1)).texts["sv"].description == "Fysioterapi lindrar smärta."

    def test_words_residents_may_use_are_kept_to_be_searched(self) -> None:
        assert one(service(1)).texts["fi"].alternative_names == ("Fyssari", "jumppa", "fysioterapia", "kipu")

    def test_vouchers_are_told_with_the_fees(self) -> None:
        fee = one(service(1)).texts["fi"].fee
        assert fee == "Käynti maksaa.\n\nTähän palveluun voi saada palvelusetelin.\n\nSetelit https://setelit.example"

    def test_a_missing_summary_is_the_first_sentence(self) -> None:
        found = service(1, serviceDescriptions=typed("Description", fi="Autamme. Tule käymään."))
        assert one(found, general={}).texts["fi"].summary == "Autamme."

    def test_long_texts_are_cut_at_a_word(self) -> None:
        long = service(
            1, serviceDescriptions=[*typed("Summary", fi="sana " * 100), *typed("Description", fi="x" * 9000)]
        )
        fi = one(long).texts["fi"]
        assert fi.summary.endswith("sana…")
        assert (len(fi.summary) <= 300, len(fi.description)) == (True, 5000)

    def test_other_languages_are_left_out(self) -> None:
        found = service(1, serviceNames=[*typed("Name", fi="Fysioterapia"), *typed("Name", smn="Fysioterapia")])
        assert list(one(found).texts) == ["fi"]


class TestClasses:
    def test_they_are_told_in_our_terms(self) -> None:
        found = one(service(1))
        assert found.audiences == ("older",)
        assert found.life_events == ("illness",)
        assert found.languages == ("fi", "sv")
        assert (found.verified_on, found.verified_by) == (date(2026, 10, 22), "Palvelutietovaranto")
        assert found.organisation == f"ptv-{guid(900)}"

    @pytest.mark.parametrize(
        ("own", "general", "free"),
        [("Chargeable", "FreeOfCharge", True), ("Chargeable", None, False), (None, None, None), ("Free", None, True)],
    )
    def test_the_general_description_s_charge_holds(
        self, own: str | None, general: str | None, free: bool | None
    ) -> None:
        found = service(1, serviceChargeType=own)
        assert one(found, general=general_description(serviceChargeType=general)).free is free

    @pytest.mark.parametrize(
        ("fields", "municipalities"),
        [
            ({}, ("638", "018")),
            ({"areas": [{"type": "WellbeingServiceCounties", "code": "01", "municipalities": None}]}, None),
            ({"areaType": "Nationwide", "areas": None}, ()),
            ({"areaType": "NationwideExceptAlandIslands"}, ()),
        ],
    )
    def test_areas_are_municipalities(self, fields: Document, municipalities: tuple[str, ...] | None) -> None:
        found = one(service(1, **fields))
        assert found.municipalities == (
            vocabulary().of_region("ita-uusimaa") if municipalities is None else municipalities
        )
        assert found.nationwide == (municipalities == ())


@pytest.mark.parametrize(
    ("name", "terms", "classes", "main", "also"),
    [
        ("Fysioterapia", [], [], "physiotherapy", "knee_symptom"),
        ("Porvoon terveysasema", [], [], "doctor_appointment_need", "headache"),
        ("Suun terveydenhuolto", [], [], "dental_care", "tooth_mouth"),
        ("Mielenterveys- ja päihdekeskus", [], [], "low_mood", "alcohol"),
        ("Tukea arkeen", ["omaishoito"], [], "informal_care", None),
        ("Palvelusetelillä ostettava apu", [], ["Kuntoutus"], "service_voucher", "rehabilitation"),
        ("Eronneiden ryhmä", [], [], None, None),
        ("Ero lapsiperheessä", [], [], "separation_counselling", None),
        ("Yhteispäivystys", [], [], "on_call_care", "chest_pain"),
        ("Hemvård", [], [], "home_care", None),
        ("Kristillinen kerho", [], [], None, None),
    ],
)
def test_topics_are_guessed_from_names_then_terms_then_classes(
    name: str, terms: list[str], classes: list[str], main: str | None, also: str | None
) -> None:
    found = one(
        service(
            1, name, serviceNames=typed("Name", fi=name), serviceVouchersInUse=False, serviceVouchers=None,
            ontologyTerms=[term(None, one) for one in terms], serviceClasses=[term("P", one) for one in classes],
        ),
        general={},
    )  # fmt: skip
    assert (main in found.topics) if main else found.topics == ()
    assert (also in found.also_topics) if also else found.also_topics == ()


class TestChannels:
    def test_a_place_has_its_address_in_degrees_and_how_to_get_in(self) -> None:
        place = channels_of()[0]
        assert place.kind == "location"
        assert place.address is not None
        assert place.address.street == {"fi": "Esimerkkikatu 2 B", "sv": "Exempelgatan 2 B"}
        assert (place.address.municipality, place.address.postal_code) == ("638", "06100")
        assert place.address.latitude == pytest.approx(60.405, abs=0.01)
        assert place.address.longitude == pytest.approx(25.656, abs=0.01)
        assert place.address.access["fi"] == "Ovi avautuu helposti."
        assert place.number == "+358 401234567"

    def test_the_known_point_of_the_conversion(self) -> None:
        found = station(addresses=[address(latitude="6834688", longitude="503879")])
        converted = channels_of(found)[0].address
        assert converted is not None
        assert (converted.latitude, converted.longitude) == (61.645467, 27.07321)

    @pytest.mark.parametrize(("latitude", "longitude"), [(None, None), ("", ""), ("60,4", "25,6"), ("ei", "ole")])
    def test_impossible_coordinates_are_none(self, latitude: str | None, longitude: str | None) -> None:
        found = channels_of(station(addresses=[address(latitude=latitude, longitude=longitude)]))[0]
        assert found.address is not None
        assert found.address.latitude is None

    def test_further_numbers_are_lines_and_a_fax_is_none(self) -> None:
        found = channels_of(station())
        assert [(one.id, one.kind, one.number) for one in found] == [
            (f"ptv-{STATION}", "location", "+358 401234567"),
            (f"ptv-{STATION}-2", "phone", "+358 407654321"),
        ]

    def test_a_free_national_number(self) -> None:
        found = channels_of(line())[0]
        assert (found.number, found.call_charge) == ("116117", {"fi": "Puhelu on maksuton."})

    def test_an_e_service_needs_its_page_and_says_when_to_identify(self) -> None:
        found = channels_of(page())[0]
        assert (found.kind, found.urls, found.requires_identification) == (
            "eservice",
            {"fi": "https://www.fysio.example/aika"},
            True,
        )

    def test_a_form_is_found_at_its_files(self) -> None:
        form = channel(guid(5), "PrintableForm", "Hakemus", channelUrls=typed("PDF", fi="https://x.example/a.pdf"))
        found = channels_of(form, links=[link(guid(5))])[0]
        assert (found.kind, found.urls["fi"]) == ("form", "https://x.example/a.pdf")

    def test_a_place_with_a_post_box_only_is_its_line(self) -> None:
        box = {"type": "Postal", "subType": "PostOfficeBox", "streetAddress": None}
        assert [one.kind for one in channels_of(station(addresses=[box]))] == ["phone", "phone"]

    def test_a_place_elsewhere_keeps_its_town_s_name(self) -> None:
        helsinki = {"code": "091", "name": texts(fi="Helsinki", sv="Helsingfors")}
        found = channels_of(station(addresses=[address(municipality=helsinki)]))[0]
        assert found.address is not None
        assert found.address.town == {"fi": "Helsinki", "sv": "Helsingfors"}

    def test_a_service_s_own_hours_and_number_at_a_place(self) -> None:
        contact = {"phoneNumbers": [phone("0449876543", additionalInformation="Ajanvaraus")]}
        own = [hours(weekly("Friday", "10:00", "12:00"))]
        made = built(service(1, serviceChannels=[link(LINE, serviceHours=own, contactDetails=contact)]), line())
        assert [link.id for link in made.services[0].channels] == [f"ptv-{LINE}", f"ptv-{guid(1)}-1"]
        hours_there = made.services[0].channels[0].hours
        assert hours_there is not None
        assert hours_there.weekly == {"fri": "10:00-12:00"}
        assert made.channels[f"ptv-{guid(1)}-1"].names == {"fi": "Ajanvaraus"}

    def test_a_kind_that_is_not_known_is_none(self) -> None:
        assert channel_draft(channel(guid(1), "Pigeon", "Kyyhky")) is None
