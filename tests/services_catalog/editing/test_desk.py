"""Drafts, publishing, conflicts, undo and what may be done to whose service."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from services_catalog import Query, store
from services_catalog.editing import Intent
from services_catalog.editing.fields import canonical
from services_catalog.editing.sheets import EMPTY
from services_catalog.errors import EditConflict, FieldsWrong, NotYours, ServiceNotFound
from tests.services_catalog.conftest import REGION, WEDNESDAY_NOON
from tests.services_catalog.editing.conftest import ASSOCIATION, EEVA, LIISA, SERVICE, Office, service

NOW = Intent(publish=True)
NEW = EMPTY | {
    "texts.fi.name": "Äijäkerho Tuulispää", "texts.fi.summary": "Miesten oma kerho.", "organisation": "iu-hva",
    "municipalities": ["018"],
}  # fmt: skip


class TestDrafts:
    def test_residents_do_not_see_a_draft(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Kotihoito ja tuki"}, EEVA)
        assert office.name() == "Kotihoito"
        assert office.open().fields["texts.fi.name"] == "Kotihoito ja tuki"
        assert office.open().draft is not None

    def test_published_it_is_found_at_once_and_the_draft_is_gone(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Kotiapu Vilppula"}, EEVA)
        office.editing.services.publish(SERVICE, EEVA)
        found = office.catalog.search(Query(now=WEDNESDAY_NOON, text="vilppula")).hits
        assert [hit.listing.service.id for hit in found] == [SERVICE]
        assert office.open().draft is None

    def test_a_new_service_gets_an_id_of_its_name_and_is_nowhere_before_it_is_published(self, office: Office) -> None:
        made = office.editing.services.save(None, {}, NEW, EEVA)
        assert made.id == "aijakerho-tuulispaa"
        with pytest.raises(ServiceNotFound):
            office.catalog.get(made.id)
        assert office.editing.services.save(None, {}, NEW, EEVA).id == "aijakerho-tuulispaa-2"
        office.editing.services.publish(made.id, EEVA)
        assert office.catalog.get(made.id).service.texts["fi"].summary == "Miesten oma kerho."

    def test_thrown_away_nothing_is_left_but_its_history(self, office: Office) -> None:
        made = office.editing.services.save(None, {}, NEW, EEVA)
        assert office.editing.services.discard(made.id, EEVA) is False
        with pytest.raises(ServiceNotFound):
            office.open(made.id)
        assert [one.act for one in office.editing.services.history("service", made.id)] == ["discarded", "draft"]

    def test_what_a_load_brings_meanwhile_stays_when_the_draft_is_published(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Kotihoito A"}, EEVA)
        office.load(service(free=True))
        office.editing.services.publish(SERVICE, EEVA)
        published = office.catalog.get(SERVICE).service
        assert (published.texts["fi"].name, published.free) == ("Kotihoito A", True)
        assert office.open().sources == {"texts.fi.name": "editor"}


class TestPublishingAtATime:
    def test_nothing_before_and_published_after(self, office: Office) -> None:
        seen, noon = office.seen(), datetime.now(UTC) + timedelta(hours=1)
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Myöhemmin"}, EEVA, Intent(at=noon))
        assert office.editing.services.publish_due(noon - timedelta(seconds=1)) == []
        assert office.name() == "Kotihoito"
        assert office.editing.services.publish_due(noon) == [SERVICE]
        assert office.name() == "Myöhemmin"
        assert office.editing.services.publish_due(noon) == []
        assert office.editing.services.history("service", SERVICE)[0].author == "eeva"

    def test_taken_away_it_stays_a_draft(self, office: Office) -> None:
        seen, noon = office.seen(), datetime.now(UTC)
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "B"}, EEVA, Intent(at=noon))
        office.editing.services.publish(SERVICE, EEVA, Intent())
        assert office.editing.services.publish_due(noon + timedelta(days=1)) == []
        assert office.open().fields["texts.fi.name"] == "B"

    def test_one_that_has_become_wrong_stays_a_draft_and_says_so(self, office: Office) -> None:
        seen, noon = office.seen("vertaistuki"), datetime.now(UTC)
        wanted = seen | {"municipalities": []}
        news = {path: value for path, value in wanted.items() if path != "municipalities"}
        office.editing.services.save(
            "vertaistuki", seen, news | {"municipalities": ["018", "434"]}, EEVA, Intent(at=noon)
        )
        with Session(office.database.engine) as session, session.begin():  # PTV makes it nationwide meanwhile
            nationwide = service(
                id="vertaistuki", organisation="tuki-ry", channels=[{"id": "puh-2"}], municipalities=[], nationwide=True
            )
            store.save_service(session, nationwide, "association")
        assert office.editing.services.publish_due(noon) == []
        draft = office.open("vertaistuki").draft
        assert draft is not None
        assert "municipalities" in draft.fault
        assert draft.publish_at is None


class TestConflicts:
    def test_different_fields_are_put_together(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Eevan nimi"}, EEVA, NOW)
        office.editing.services.save(SERVICE, seen, seen | {"texts.sv.name": "Liisas namn"}, LIISA, NOW)
        texts = office.catalog.get(SERVICE).service.texts
        assert (texts["fi"].name, texts["sv"].name) == ("Eevan nimi", "Liisas namn")

    def test_the_second_of_the_same_field_is_shown_both_and_nothing_is_written(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Eevan"}, EEVA, NOW)
        wanted = seen | {"texts.fi.name": "Liisan", "free": True}
        with pytest.raises(EditConflict) as conflict:
            office.editing.services.save(SERVICE, seen, wanted, LIISA, NOW)
        (clash,) = conflict.value.clashes
        assert (clash.path, clash.before, clash.theirs, clash.mine) == ("texts.fi.name", "Kotihoito", "Eevan", "Liisan")
        assert conflict.value.author == "eeva"
        assert (office.name(), office.catalog.get(SERVICE).service.free) == ("Eevan", False)

    def test_the_same_change_twice_is_no_conflict(self, office: Office) -> None:
        seen = office.seen()
        for who in (EEVA, LIISA):
            office.editing.services.save(SERVICE, seen, seen | {"free": True}, who, NOW)
        assert office.catalog.get(SERVICE).service.free is True

    def test_a_load_that_changes_the_same_field_meanwhile_is_a_conflict_too(self, office: Office) -> None:
        seen = office.seen()
        office.load(service(free=None))
        with pytest.raises(EditConflict):
            office.editing.services.save(SERVICE, seen, seen | {"free": True}, EEVA, NOW)


class TestHistory:
    def test_each_save_tells_who_and_what(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Uusi"}, EEVA)
        office.editing.services.publish(SERVICE, LIISA)
        newest, draft, loaded = office.editing.services.history("service", SERVICE)
        assert (newest.act, newest.author, newest.number) == ("published", "liisa", 3)
        assert (draft.act, draft.author) == ("draft", "eeva")
        assert draft.news == (("texts.fi.name", "Kotihoito", "Uusi"),)
        assert (loaded.act, loaded.author) == ("loaded", "ptv")

    def test_any_version_can_be_gone_back_to(self, office: Office) -> None:
        for name in ("Toinen", "Kolmas"):
            seen = office.seen()
            office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": name}, EEVA, NOW)
        office.editing.services.restore(SERVICE, 1, LIISA, NOW)
        assert office.name() == "Kotihoito"
        office.editing.services.restore(SERVICE, 2, LIISA)
        assert office.name() == "Kotihoito"
        assert office.open().fields["texts.fi.name"] == "Toinen"
        newest = office.editing.services.history("service", SERVICE)[0]
        assert (newest.act, newest.restored) == ("restored_draft", 2)

    def test_what_a_load_did_between_two_saves_is_a_version_of_its_own(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Uusi"}, EEVA, NOW)
        office.load(service(free=True))
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.summary": "Uusi."}, EEVA, NOW)
        acts = [one.act for one in office.editing.services.history("service", SERVICE)]
        assert acts == ["published", "loaded", "published", "loaded"]

    def test_withdrawn_and_published_again(self, office: Office) -> None:
        office.editing.services.withdraw(SERVICE, EEVA)
        with pytest.raises(ServiceNotFound):
            office.catalog.get(SERVICE)
        office.load(service(free=True))
        assert office.open().status == "withdrawn"
        office.editing.services.publish(SERVICE, EEVA)
        assert office.catalog.get(SERVICE).service.free is True


class TestPtvBesideOurs:
    def test_the_source_s_value_is_kept_beside_ours_and_follows_the_source(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Oma nimi"}, EEVA, NOW)
        assert office.open().aside == {"texts.fi.name": "Kotihoito"}
        texts = {"fi": {"name": "PTV:n uusi nimi", "summary": "Apua kotiin.", "description": "Hoitaja käy kotona."}}
        office.load(service(texts=texts | {"sv": {"name": "Hemvård", "summary": "Hjälp hemma."}}))
        assert office.name() == "Oma nimi"
        assert office.open().aside == {"texts.fi.name": "PTV:n uusi nimi"}

    def test_the_source_s_value_taken_the_field_is_the_source_s_again(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.name": "Oma nimi"}, EEVA, NOW)
        sheet = office.open()
        taken = canonical(sheet.fields) | {"texts.fi.name": sheet.aside["texts.fi.name"]}
        office.editing.services.save(SERVICE, canonical(sheet.fields), taken, EEVA, NOW)
        assert (office.open().sources, office.open().aside) == ({}, {})
        texts = {
            "fi": {"name": "Taas PTV", "summary": "Apua kotiin."},
            "sv": {"name": "Hemvård", "summary": "Hjälp hemma."},
        }
        office.load(service(texts=texts))
        assert office.name() == "Taas PTV"

    def test_a_language_of_the_source_cannot_be_taken_away_but_our_own_can(self, office: Office) -> None:
        seen = office.seen()
        without = {path: value for path, value in seen.items() if not path.startswith("texts.sv.")}
        with pytest.raises(FieldsWrong) as wrong:
            office.editing.services.save(SERVICE, seen, without, EEVA, NOW)
        assert wrong.value.faults[0].code == "loaded_language"
        english = seen | {"texts.en.name": "Home care", "texts.en.summary": "Help at home."}
        office.editing.services.save(SERVICE, seen, english, EEVA, NOW)
        office.editing.services.save(SERVICE, office.seen(), seen, EEVA, NOW)
        assert set(office.catalog.get(SERVICE).service.texts) == {"fi", "sv"}


class TestBadInput:
    @pytest.mark.parametrize(
        ("news", "path", "code"),
        [
            ({"texts.fi.name": ""}, "texts.fi.name", "required"),
            ({"texts.en.name": "Only a name"}, "texts.en.summary", "required"),
            ({"texts.fi.summary": "x" * 301}, "texts.fi.summary", "too_long"),
            ({"municipalities": []}, "municipalities", "area"),
            ({"municipalities": ["999"]}, "municipalities", "unknown"),
            ({"topics": ["no_such"]}, "topics", "unknown"),
            ({"also_topics": ["home_care"]}, "topics", "twice"),
            ({"channels": [{"id": "ei-ole", "hours": None}]}, "channels", "unknown"),
            ({"organisation": "ei-ole"}, "organisation", "unknown"),
            ({"age_min": 20, "age_max": 10}, "age_max", "age_order"),
            ({"age_max": 200}, "age_max", "out_of_range"),
            ({"verified_on": "eilen"}, "verified_on", "invalid"),
        ],
    )
    def test_is_told_at_the_field_and_changes_nothing(
        self, office: Office, news: dict[str, object], path: str, code: str
    ) -> None:
        seen = office.seen()
        before = office.open()
        with pytest.raises(FieldsWrong) as wrong:
            office.editing.services.save(SERVICE, seen, seen | news, EEVA, NOW)
        assert [(fault.path, fault.code) for fault in wrong.value.faults] == [(path, code)]
        assert office.open() == before
        assert office.editing.services.history("service", SERVICE) == []

    def test_a_service_of_another_region_is_not_here(self, office: Office) -> None:
        office.load(service(id="muualla", region="muu-alue"))
        with pytest.raises(ServiceNotFound):
            office.open("muualla")


class TestAnAssociation:
    def test_sees_and_changes_its_own_services_only(self, office: Office) -> None:
        desk = office.editing.services
        seen = office.seen("vertaistuki", ASSOCIATION)
        desk.save("vertaistuki", seen, seen | {"texts.fi.name": "Tukikahvila"}, ASSOCIATION, NOW)
        assert office.name("vertaistuki") == "Tukikahvila"
        for act in (
            lambda: desk.open(SERVICE, ASSOCIATION),
            lambda: desk.save(SERVICE, office.seen(), office.seen() | {"free": True}, ASSOCIATION),
            lambda: desk.withdraw(SERVICE, ASSOCIATION),
            lambda: desk.publish(SERVICE, ASSOCIATION),
            lambda: desk.discard(SERVICE, ASSOCIATION),
            lambda: desk.restore(SERVICE, 1, ASSOCIATION),
            lambda: desk.save("vertaistuki", seen, seen | {"organisation": "iu-hva"}, ASSOCIATION),
            lambda: desk.save(None, {}, NEW, ASSOCIATION),
        ):
            with pytest.raises(NotYours):
                act()
        assert [entry.id for entry in office.editing.overview.entries(ASSOCIATION, None)] == ["vertaistuki"]

    def test_overwrites_what_the_county_s_editor_wrote_in_its_service(self, office: Office) -> None:
        for who, name in ((EEVA, "Eevan"), (ASSOCIATION, "Jarin")):
            seen = office.seen("vertaistuki")
            office.editing.services.save("vertaistuki", seen, seen | {"texts.fi.name": name}, who, NOW)
        assert office.name("vertaistuki") == "Jarin"

    def test_changes_a_channel_only_when_nobody_else_uses_it(self, office: Office) -> None:
        channels = office.editing.channels
        sheet = channels.open("puh-2", ASSOCIATION)
        channels.save("puh-2", sheet.fields, sheet.fields | {"number": "000 000 0009"}, ASSOCIATION)
        assert office.catalog.get("vertaistuki").channels[0].number == "000 000 0009"
        other = channels.open("puh", ASSOCIATION)
        assert not other.mine
        with pytest.raises(NotYours):
            channels.save("puh", other.fields, other.fields | {"number": "000 000 0009"}, ASSOCIATION)


class TestChannels:
    def test_a_change_is_for_residents_at_once_and_can_be_undone(self, office: Office) -> None:
        channels = office.editing.channels
        sheet = channels.open("puh", EEVA)
        channels.save("puh", sheet.fields, sheet.fields | {"number": "000 000 0042"}, EEVA)
        assert office.catalog.get(SERVICE).channels[0].number == "000 000 0042"
        assert channels.open("puh", EEVA).aside == {"number": "000 000 0001"}
        channels.restore("puh", 1, LIISA)
        assert office.catalog.get(SERVICE).channels[0].number == "000 000 0001"
        acts = [(one.act, one.author) for one in office.editing.services.history("channel", "puh")]
        assert acts == [("restored", "liisa"), ("saved", "eeva"), ("loaded", "ptv")]

    def test_two_editors_of_the_same_field(self, office: Office) -> None:
        channels = office.editing.channels
        seen = channels.open("puh", EEVA).fields
        channels.save("puh", seen, seen | {"number": "000 000 0042"}, EEVA)
        with pytest.raises(EditConflict):
            channels.save("puh", seen, seen | {"number": "000 000 0043"}, LIISA)
        channels.save("puh", seen, seen | {"names.sv": "Telefon"}, LIISA)
        assert channels.open("puh", EEVA).fields["number"] == "000 000 0042"

    @pytest.mark.parametrize(
        ("news", "path"),
        [
            ({"number": None}, "number"),
            ({"number": "soita meille"}, "number"),
            ({"kind": "webpage"}, "urls.fi"),
            ({"kind": "webpage", "urls.fi": "www.example.fi"}, "urls.fi"),
            ({"kind": "location"}, "address.street.fi"),
            ({"kind": "location", "address.street.fi": "Katu 1"}, "address.postal_code"),
        ],
    )
    def test_bad_input_is_told_at_the_field(self, office: Office, news: dict[str, object], path: str) -> None:
        seen = office.editing.channels.open("puh", EEVA).fields
        with pytest.raises(FieldsWrong) as wrong:
            office.editing.channels.save("puh", seen, seen | news, EEVA)
        assert wrong.value.faults[0].path == path
        assert office.editing.channels.open("puh", EEVA).fields == seen


def test_every_sample_service_is_the_same_after_a_save_that_changes_nothing(office: Office) -> None:
    office.catalog.load_seed(REGION)
    for entry in office.editing.overview.entries(EEVA, None):
        seen = office.seen(entry.id)
        office.editing.services.save(entry.id, seen, seen, EEVA, NOW)
    assert office.catalog.load_seed(REGION).changed == 0


STOP = {"place": {"fi": "Tori"}, "municipality": "018", "dates": ["2026-12-11", "2026-11-27"], "hours": "10:00-13:00"}


class TestStops:
    def test_are_saved_put_in_order_and_restored(self, office: Office) -> None:
        seen = office.seen()
        plain = canonical({"stops": [STOP]})["stops"]
        assert plain[0]["dates"] == ["2026-11-27", "2026-12-11"]
        office.editing.services.save(SERVICE, seen, seen | {"stops": plain}, EEVA, NOW)
        assert office.catalog.get(SERVICE).service.stops[0].place == {"fi": "Tori"}
        office.editing.services.restore(SERVICE, 1, EEVA, NOW)
        assert office.catalog.get(SERVICE).service.stops == ()

    def test_the_same_stops_in_another_writing_are_no_change(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"stops": [STOP]}, EEVA, NOW)
        before = office.seen()
        other = canonical({"stops": [{**STOP, "place": {"fi": " Tori ", "sv": ""}, "weeks": "even"}]})
        assert before["stops"] == other["stops"]

    @pytest.mark.parametrize(
        ("news", "code"),
        [
            ({"place": {"fi": ""}}, "stop_place"),
            ({"municipality": "999"}, "unknown"),
            ({"municipality": "638"}, "stop_area"),
            ({"latitude": 25.6, "longitude": 60.4}, "stop_degrees"),
        ],
    )
    def test_one_that_residents_could_not_find_is_refused(
        self, office: Office, news: dict[str, object], code: str
    ) -> None:
        seen = office.seen()
        wanted = seen | {"stops": canonical({"stops": [{**STOP, **news}]})["stops"]}
        with pytest.raises(FieldsWrong) as refused:
            office.editing.services.save(SERVICE, seen, wanted, EEVA, NOW)
        assert [(fault.path, fault.code) for fault in refused.value.faults] == [("stops", code)]
