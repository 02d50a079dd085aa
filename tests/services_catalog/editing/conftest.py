"""A desk over a catalogue of a few services, in a database of the test's own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from bot.storage import Database
from services_catalog import Catalog, create_catalog, store
from services_catalog.editing import Author, Editing, create_editing
from services_catalog.editing.fields import canonical
from services_catalog.editing.sheets import Sheet
from services_catalog.provenance import Fields
from services_catalog.record import Channel, Organisation, Service
from tests.services_catalog.conftest import REGION

EEVA = Author("eeva", "Eeva")
LIISA = Author("liisa", "Liisa")
ASSOCIATION = Author("jari", "Jari", "tuki-ry")
SERVICE = "ptv-kotihoito"


def service(**news: object) -> Service:
    """The service PTV brings."""
    texts = {
        "fi": {"name": "Kotihoito", "summary": "Apua kotiin.", "description": "Hoitaja käy kotona."},
        "sv": {"name": "Hemvård", "summary": "Hjälp hemma."},
    }
    document = {
        "id": SERVICE, "region": REGION, "organisation": "iu-hva", "texts": texts, "topics": ["home_care"],
        "municipalities": ["018"], "channels": [{"id": "puh"}], "free": False,
    }  # fmt: skip
    return Service.model_validate(document | news)


@dataclass(frozen=True)
class Office:
    """A desk with its catalogue, and short ways to use it."""

    database: Database
    catalog: Catalog
    editing: Editing

    def open(self, service_id: str = SERVICE, who: Author = EEVA) -> Sheet:
        return self.editing.services.open(service_id, who)

    def seen(self, service_id: str = SERVICE, who: Author = EEVA) -> Fields:
        """What an editor sees in the form."""
        return canonical(self.open(service_id, who).fields)

    def load(self, record: Service) -> None:
        """A load from PTV."""
        with Session(self.database.engine) as session, session.begin():
            store.save_service(session, record, "ptv")

    def name(self, service_id: str = SERVICE) -> str:
        """The Finnish name residents see."""
        return self.catalog.get(service_id).service.texts["fi"].name


@pytest.fixture
def office(database: Database) -> Office:
    catalog = create_catalog(database.engine, region=REGION)
    with Session(database.engine) as session, session.begin():
        for one, kind in (("iu-hva", "county"), ("tuki-ry", "association")):
            store.save_organisation(session, Organisation(id=one, kind=kind, names={"fi": one.title()}), "ptv")  # type: ignore[arg-type]
        for one in ("puh", "puh-2"):
            store.save_channel(session, Channel(id=one, kind="phone", names={"fi": one}, number="000 000 0001"), "ptv")
        store.save_service(session, service(), "ptv")
        own = service(id="vertaistuki", organisation="tuki-ry", channels=[{"id": "puh-2"}])
        store.save_service(session, own, "association")
    editing = create_editing(database.engine, REGION, str, lambda word: word in ("matti", "liisa"))
    return Office(database, catalog, editing)
