"""Loads from interface 11: everything, changes, breaks and what editors wrote."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from services_catalog import Query, create_catalog, store
from services_catalog.api.present import Presenter
from services_catalog.importing import last_began, reports
from services_catalog.provenance import unflatten
from services_catalog.record import Service
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.conftest import REGION
from tests.services_catalog.importing.conftest import Load, Read
from tests.services_catalog.importing.documents import (
    COUNTY,
    STATION,
    address,
    area,
    guid,
    hours,
    service,
    station,
    term,
    texts,
    typed,
)
from tests.services_catalog.importing.fakes import FakeV11

SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def edited(engine: Engine, foreign: str, **changes: object) -> None:
    """An editor writes fields of a service."""
    with Session(engine) as session, session.begin():
        fields = store.fields_of(session, f"ptv-{foreign}")
        assert fields is not None
        now = create_catalog(engine).get(f"ptv-{foreign}").service.model_dump(mode="json")
        for path, value in changes.items():
            if path.startswith("fi_"):
                now["texts"]["fi"][path.removeprefix("fi_")] = value
            else:
                now[path] = value
        store.save_service(session, Service.model_validate(now), "editor")


class TestEverything:
    def test_every_page_is_read_and_the_report_says_what_was_added(self, load: Load) -> None:
        fake = FakeV11(*(service(n) for n in range(1, 6)))
        report = load(fake)
        assert (report.outcome, len(report.added), report.refused) == ("done", 5, [])
        assert fake.asked.count("/Service/list/area/WellbeingServiceCounties/code/01") == 3
        assert all(request.headers["User-Agent"] for request in fake.requests)

    def test_the_same_again_changes_nothing(self, load: Load) -> None:
        load(FakeV11(service(1)))
        report = load(FakeV11(service(1)))
        assert (report.added, report.changed, report.withdrawn, report.unchanged) == ([], [], [], 1)

    def test_a_change_is_reported_with_its_fields(self, load: Load) -> None:
        load(FakeV11(service(1)))
        report = load(FakeV11(service(1, serviceChargeType=None, serviceNames=typed("Name", fi="Fysioterapeutti"))))
        assert [(item.name, item.fields[0]) for item in report.changed] == [
            ("Fysioterapeutti", "texts.fi.alternative_names")
        ]
        assert "texts.fi.name" in report.changed[0].fields
        assert "free" not in report.changed[0].fields  # the general description's charge holds

    def test_a_service_is_found_with_its_words(self, engine: Engine, load: Load) -> None:
        load(FakeV11(service(1)))
        page = create_catalog(engine, region=REGION).search(Query(now=SINCE, text="fyssari Porvoossa"))
        assert [hit.listing.service.id for hit in page.hits] == [f"ptv-{guid(1)}"]

    def test_a_place_in_a_town_the_catalogue_does_not_know_is_shown(
        self, engine: Engine, load: Load, read: Read
    ) -> None:
        fake = FakeV11(service(1))
        helsinki = {"code": "091", "name": texts(fi="Helsinki", sv="Helsingfors")}
        fake.channels[0] = station(addresses=[address(municipality=helsinki)])
        load(fake)
        listing = read(guid(1))
        assert listing is not None
        shown = Presenter(vocabulary(), "sv", SINCE).detail(listing)
        assert shown.channel_details[0].municipality == "Helsingfors"
        page = create_catalog(engine, region=REGION).search(Query(now=SINCE, text="fysioterapia", municipality="638"))
        assert page.total == 1

    def test_a_refused_document_does_not_stop_the_others(self, load: Load) -> None:
        fake = FakeV11(
            service(1),
            service(2, serviceNames=None),
            service(3, targetGroups=[term("KR2.1", "Yritykset")]),
            service(4, areas=[area("091")]),
            service(5, id=None),
            service(6, organizations=None),
        )
        fake.channels[0]["addresses"] = fake.channels[0]["phoneNumbers"] = None
        report = load(fake)
        assert [item.id for item in report.added] == [f"ptv-{guid(1)}"]
        assert sorted((item.what, item.reason) for item in report.refused) == [
            ("channel", "it has no number, visiting address or page"),
            ("service", "it has no id"),
            ("service", "it has no name in Finnish, Swedish or English"),
            ("service", "it has no responsible organisation"),
            ("service", "it is for businesses or authorities only"),
            ("service", "it is not available in the region"),
        ]

    def test_municipalities_own_services_are_read_when_asked(self, load: Load) -> None:
        fake = FakeV11(service(1))
        load(fake, municipalities=("638",))
        assert "/Service/list/area/Municipality/code/638" in fake.asked

    def test_an_empty_answer_empties_nothing(self, load: Load, read: Read) -> None:
        load(FakeV11(service(1)))
        report = load(FakeV11())
        assert (report.outcome, report.error) == ("failed", "PTV gave no service that could be taken.")
        assert read(guid(1)) is not None


class TestBreaks:
    def test_a_fault_in_the_middle_is_tried_again(self, load: Load) -> None:
        fake = FakeV11(*(service(n) for n in range(1, 6)))
        fake.broken = {2: httpx.Response(500), 3: httpx.Response(429, headers={"Retry-After": "7"})}
        assert len(load(fake).added) == 5

    def test_a_failed_load_leaves_the_last_good_catalogue_and_its_report(
        self, engine: Engine, load: Load, read: Read
    ) -> None:
        load(FakeV11(service(1)))
        fake = FakeV11(service(1, name="Uusi nimi"), service(2), service(3))
        fake.broken = {number: httpx.Response(500) for number in range(2, 20)}
        report = load(fake)
        assert report.outcome == "failed"
        assert report.error.startswith(
            "GET /api/v11/Service/list/area/WellbeingServiceCounties/code/01: Unavailable 500."
        )
        listing = read(guid(1))
        assert listing is not None
        assert listing.service.texts["fi"].name == "Fysioterapia"
        assert read(guid(2)) is None
        with Session(engine) as session:
            assert [one.outcome for _, one in reports(session, REGION)] == ["failed", "done"]

    def test_a_load_continues_where_it_broke(self, load: Load) -> None:
        fake = FakeV11(*(service(n) for n in range(1, 6)))
        fake.broken = {number: httpx.Response(503) for number in range(2, 20)}
        assert load(fake).outcome == "failed"
        fake.broken, fake.asked = {}, []
        assert len(load(fake).added) == 5
        assert fake.asked.count("/Service/list/area/WellbeingServiceCounties/code/01") == 2  # the first page was kept

    def test_what_cannot_be_mended_by_trying_is_not_tried(self, load: Load) -> None:
        fake = FakeV11(service(1))
        fake.broken = {1: httpx.Response(400)}
        assert load(fake).error == "GET /api/v11/Service/list/area/WellbeingServiceCounties/code/01: Refused 400."
        assert len(fake.requests) == 1

    def test_a_failed_load_is_not_where_the_next_one_begins(self, engine: Engine, load: Load) -> None:
        fake = FakeV11(service(1))
        load(fake)
        with Session(engine) as session:
            began = last_began(session, REGION, "01")
        fake.broken = {len(fake.requests) + 1: httpx.Response(400)}
        load(fake)
        with Session(engine) as session:
            assert last_began(session, REGION, "01") == began


class TestLeavingAndComingBack:
    def test_what_ptv_does_not_have_leaves_and_comes_back_with_what_editors_wrote(
        self, engine: Engine, load: Load, read: Read
    ) -> None:
        load(FakeV11(service(1), service(2)))
        edited(engine, guid(1), topics=["rehabilitation"], also_topics=[], fi_summary="Toimittajan tiivistelmä.")
        report = load(FakeV11(service(2)))
        assert [(one.name, one.reason) for one in report.withdrawn] == [
            ("Fysioterapia", "PTV does not publish it any more")
        ]
        assert read(guid(1)) is None
        report = load(FakeV11(service(1, name="Fysioterapian palvelu"), service(2)))
        listing = read(guid(1))
        assert listing is not None
        assert listing.service.topics == ("rehabilitation",)
        assert listing.service.texts["fi"].summary == "Toimittajan tiivistelmä."
        assert listing.service.texts["fi"].name == "Fysioterapian palvelu"
        assert [item.id for item in report.changed] == [f"ptv-{guid(1)}"]

    def test_one_an_editor_had_republished_leaves_and_comes_back_too(
        self, engine: Engine, load: Load, read: Read
    ) -> None:
        load(FakeV11(service(1), service(2)))
        edited(engine, guid(1), status="withdrawn")
        load(FakeV11(service(1), service(2)))
        assert read(guid(1)) is None  # the editor's word holds
        with Session(engine) as session, session.begin():
            store.save_service(session, stored(session, guid(1)).model_copy(update={"status": "published"}), "editor")
        load(FakeV11(service(2)))
        assert read(guid(1)) is None
        load(FakeV11(service(1), service(2)))
        assert read(guid(1)) is not None

    def test_a_page_that_lost_an_item_does_not_withdraw_it(self, load: Load, read: Read) -> None:
        fake = FakeV11(service(1), service(2))
        load(fake)
        hidden = FakeV11(service(2))
        whole = hidden.services
        hidden.services = [service(1), service(2)]
        hidden._page = lambda items, params: FakeV11._page(hidden, whole, params)  # type: ignore[method-assign]
        assert load(hidden).withdrawn == []
        assert read(guid(1)) is not None

    def test_one_that_moved_to_another_county_leaves(self, load: Load, read: Read) -> None:
        load(FakeV11(service(1), service(2)))
        report = load(FakeV11(service(1, areas=[area("398")]), service(2)))
        assert [one.reason for one in report.withdrawn] == ["it is not available in the region"]
        assert read(guid(1)) is None

    def test_a_language_that_leaves_takes_only_ptv_s_texts(self, engine: Engine, load: Load, read: Read) -> None:
        load(FakeV11(service(1)))
        edited(engine, guid(1), texts=with_english(read))
        load(FakeV11(service(1, serviceNames=typed("Name", fi="Fysioterapia"))))
        listing = read(guid(1))
        assert listing is not None
        assert sorted(listing.service.texts) == ["en", "fi"]

    def test_what_does_not_fit_with_an_editor_s_word_is_refused_and_the_old_one_stays(
        self, engine: Engine, load: Load, read: Read
    ) -> None:
        load(FakeV11(service(1)))
        edited(engine, guid(1), municipalities=["638"])
        report = load(FakeV11(service(1, name="Uusi", areaType="Nationwide")))
        assert "with the editors' changes it would be wrong" in report.refused[0].reason
        listing = read(guid(1))
        assert listing is not None
        assert listing.service.texts["fi"].name == "Fysioterapia"

    def test_a_topic_an_editor_chose_is_not_said_twice(self, engine: Engine, load: Load, read: Read) -> None:
        load(FakeV11(service(1)))
        edited(engine, guid(1), topics=["eating_problem"])
        report = load(FakeV11(service(1, ontologyTerms=[term(None, "anoreksia")])))
        listing = read(guid(1))
        assert report.refused == []
        assert listing is not None
        assert listing.service.topics == ("eating_problem",)
        assert "eating_problem" not in listing.service.also_topics


def stored(session: Session, foreign: str) -> Service:
    fields = store.fields_of(session, f"ptv-{foreign}")
    assert fields is not None
    return Service.model_validate(unflatten(fields))


def with_english(read: Read) -> dict[str, object]:
    listing = read(guid(1))
    assert listing is not None
    texts = listing.service.model_dump(mode="json")["texts"]
    return {**texts, "en": {"name": "Physiotherapy", "summary": "Help with moving."}}


class TestChanges:
    @pytest.fixture
    def fake(self, load: Load) -> FakeV11:
        fake = FakeV11(service(1), service(2))
        load(fake)
        fake.asked.clear()
        return fake

    def test_only_what_changed_is_read(self, fake: FakeV11, load: Load) -> None:
        fake.services = [service(1, name="Uusi nimi"), service(2, name="Tätä ei lueta"), service(3)]
        fake.changed = {("Area", "Published"): [guid(1), guid(3)]}
        report = load(fake, SINCE)
        assert [item.name for item in report.changed] == ["Uusi nimi"]
        assert [item.id for item in report.added] == [f"ptv-{guid(3)}"]
        assert report.withdrawn == []
        assert not [path for path in fake.asked if path.startswith("/Service/list/area")]
        assert next(r for r in fake.requests if "date" in r.url.params).url.params["date"] == "2026-11-01T00:00:00"

    @pytest.mark.parametrize("status", ["Archived", "Withdrawn"])
    def test_what_was_archived_or_withdrawn_leaves(self, fake: FakeV11, load: Load, status: str) -> None:
        fake.services = [service(2)]
        fake.changed = {("Service", status): [guid(1), guid(77)]}
        assert [one.id for one in load(fake, SINCE).withdrawn] == [f"ptv-{guid(1)}"]

    def test_a_channel_s_change_reaches_its_services(self, fake: FakeV11, load: Load, read: Read) -> None:
        fake.channels[0] = station(serviceHours=[hours(isAlwaysOpen=True)])
        fake.changed = {("ServiceChannel", "Published"): [STATION]}
        load(fake, SINCE)
        listing = read(guid(2))
        assert listing is not None
        assert listing.channels[0].hours is not None
        assert listing.channels[0].hours.always

    def test_a_withdrawn_channel_leaves_its_services(self, fake: FakeV11, load: Load, read: Read) -> None:
        del fake.channels[0]
        fake.changed = {("ServiceChannel", "Withdrawn"): [STATION]}
        report = load(fake, SINCE)
        assert {tuple(item.fields) for item in report.changed} == {("channels",)}
        listing = read(guid(1))
        assert listing is not None
        assert [one.kind for one in listing.channels] == ["phone", "eservice"]

    def test_an_organisation_s_new_name_is_read(self, fake: FakeV11, load: Load, read: Read) -> None:
        fake.organisations[0]["organizationNames"] = typed("Name", fi="Uusi hyvinvointialue")
        fake.changed = {("Organization", "Published"): [COUNTY]}
        load(fake, SINCE)
        listing = read(guid(1))
        assert listing is not None
        assert listing.organisation.names["fi"] == "Uusi hyvinvointialue"

    def test_no_changes_are_a_good_load(self, fake: FakeV11, load: Load) -> None:
        report = load(fake, SINCE)
        assert (report.outcome, report.added, report.changed, report.withdrawn) == ("done", [], [], [])
