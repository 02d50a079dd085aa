"""What is written is what is read, and every change gets a number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from services_catalog import reading, store
from services_catalog.hours import Hours
from services_catalog.record import Channel, Listing, Service
from services_catalog.seed import load_seed
from tests.services_catalog.conftest import REGION

SEED = load_seed(REGION)
RICH = ("iu-monipalveluauto", "iu-laboratorio-porvoo", "iu-vammaispalvelut", "iu-nollalinja")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session with the sample's channels and organisations."""
    with Session(engine) as made:
        for organisation in SEED.organisations:
            store.save_organisation(made, organisation, "seed")
        for channel in SEED.channels:
            store.save_channel(made, channel, "seed")
        yield made


def sample(service_id: str) -> Service:
    return next(service for service in SEED.services if service.id == service_id)


def read(session: Session, service_id: str) -> Listing:
    session.expire_all()
    listing = store.get(session, service_id)
    assert listing is not None
    return listing


@pytest.mark.parametrize("service_id", RICH)
def test_a_service_reads_back_as_it_was_written(session: Session, service_id: str) -> None:
    assert store.save_service(session, sample(service_id), "seed") == "added"
    assert read(session, service_id).service == sample(service_id)


def test_a_service_s_own_hours_at_a_shared_place_win(session: Session) -> None:
    store.save_service(session, sample("iu-laboratorio-porvoo"), "seed")
    place = read(session, "iu-laboratorio-porvoo").channels[0]
    assert place.id == "iu-loc-nasi"
    assert place.hours == Hours(weekly={"mon-thu": "07:00-15:00", "fri": "07:00-14:00"})


def test_the_same_again_changes_nothing(session: Session) -> None:
    for service in SEED.services:
        store.save_service(session, service, "seed")
    before = store.revision(session)
    session.expire_all()
    assert {store.save_service(session, service, "seed") for service in SEED.services} == {"unchanged"}
    assert {store.save_channel(session, channel, "seed") for channel in SEED.channels} == {"unchanged"}
    assert {store.save_organisation(session, o, "seed") for o in SEED.organisations} == {"unchanged"}
    assert store.revision(session) == before


def test_a_changed_service_is_given_out_as_changed(session: Session) -> None:
    service = sample("iu-vammaispalvelut")
    store.save_service(session, service, "seed")
    _, before = store.revision(session)
    fewer = service.model_copy(update={"topics": ("disability_services",), "also_topics": (), "free": False})
    assert store.save_service(session, fewer, "seed") == "changed"
    assert read(session, service.id).service == fewer
    assert [i for i, _ in reading.changed_since(session, before, None)] == [service.id]


def test_reordering_channels_keeps_the_new_order(session: Session) -> None:
    service = sample("iu-fysioterapia")
    store.save_service(session, service, "seed")
    turned = service.model_copy(update={"channels": service.channels[::-1]})
    store.save_service(session, turned, "seed")
    assert read(session, service.id).service == turned


def test_a_changed_place_changes_the_services_in_it(session: Session) -> None:
    for service_id in ("iu-neuvola-sipoo", "iu-kuljetuspalvelu"):
        store.save_service(session, sample(service_id), "seed")
    _, before = store.revision(session)
    place = next(channel for channel in SEED.channels if channel.id == "iu-loc-nikkila")
    moved = Channel.model_validate(place.model_dump() | {"hours": {"weekly": {"mon": "09:00-10:00"}}})
    assert store.save_channel(session, moved, "seed") == "changed"
    assert [i for i, _ in reading.changed_since(session, before, None)] == ["iu-neuvola-sipoo"]


def test_an_editor_s_words_survive_the_next_import(session: Session) -> None:
    service = sample("iu-kotihoito")
    store.save_service(session, service, "ptv")
    texts = service.texts["fi"].model_copy(update={"summary": "Toimittajan oma tiivistelmä."})
    edited = service.model_copy(update={"texts": {**service.texts, "fi": texts}})
    assert store.save_service(session, edited, "editor") == "changed"
    assert store.save_service(session, service, "ptv") == "unchanged"
    assert read(session, service.id).service.texts["fi"].summary == "Toimittajan oma tiivistelmä."


def test_what_the_source_no_longer_has_is_withdrawn_but_kept(session: Session) -> None:
    for service_id in ("iu-kotihoito", "iu-digituki"):
        store.save_service(session, sample(service_id), "seed")
    _, before = store.revision(session)
    assert store.withdraw_missing(session, REGION, "seed", ["iu-digituki"]) == 1
    session.expire_all()
    assert store.get(session, "iu-kotihoito") is None
    assert dict(reading.changed_since(session, before, None)) == {"iu-kotihoito": None}
    assert store.save_service(session, sample("iu-kotihoito"), "seed") == "changed"
    assert read(session, "iu-kotihoito").service.status == "published"


def test_another_region_s_services_are_left_alone(session: Session) -> None:
    store.save_service(session, sample("iu-kotihoito"), "seed")
    assert store.withdraw_missing(session, "etela-savo", "seed", []) == 0
    assert list(reading.changed_since(session, 0, "etela-savo")) == []
