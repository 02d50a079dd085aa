"""Sample bookable services by region: <region>.yml, read and put into the store at start.

A region without a file has nothing of its own to book. Kinds of service carry the names, topics and length of
a visit; services say where and when each kind is given.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.booking.model import HealthcareService, Location, Schedule
from bot.booking.store import BookingStore
from services_catalog.content import check, read_yaml
from services_catalog.errors import ContentError
from services_catalog.hours.document import Document, Week

FOLDER = Path(__file__).parent
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]


class Names(Document):
    """A name in every language."""

    fi: str
    sv: str
    en: str


class Bilingual(Document):
    """A street or a municipality; English uses the Finnish name."""

    fi: str
    sv: str


class Place(Document):
    """Where services are given."""

    id: Identifier
    names: Names
    street: Bilingual
    postal_code: str = Field(pattern=r"^\d{5}$")
    municipality: Bilingual


class Kind(Document):
    """What all services of a kind share. `topics` are ids of nlu/data/topics.yml."""

    names: Names
    topics: tuple[str, ...] = Field(min_length=1)
    slot_minutes: int = Field(ge=5, le=240)


class Offer(Document):
    """One kind of service at one place, with its weekly hours in Helsinki time."""

    id: Identifier
    kind: str
    location: str
    weekly: Week = Field(min_length=1)


class Seed(Document):
    """A seed file."""

    version: int
    source: str
    locations: tuple[Place, ...]
    kinds: dict[str, Kind]
    services: tuple[Offer, ...]


def load(path: Path) -> Seed:
    """Read and check a seed file. Raises ContentError naming the file and the key."""
    seed = check(Seed, read_yaml(path), path.name)
    places = {place.id for place in seed.locations}
    for offer in seed.services:
        if offer.kind not in seed.kinds:
            raise ContentError(f"{path.name}: {offer.id}: kind: there is no {offer.kind}")
        if offer.location not in places:
            raise ContentError(f"{path.name}: {offer.id}: location: there is no {offer.location}")
    if len({offer.id for offer in seed.services}) < len(seed.services):
        raise ContentError(f"{path.name}: services: an id is given twice")
    return seed


def plant(store: BookingStore, region: str) -> None:
    """Make the region's services the ones that can be booked. Raises ContentError."""
    path = FOLDER / f"{region}.yml"
    store.replace_directory(rows(load(path)) if path.is_file() else [])


def rows(seed: Seed) -> list[Location | HealthcareService | Schedule]:
    """The seed as rows: a location each place, a service and its schedule each offer."""
    places: list[Location | HealthcareService | Schedule] = [
        Location(
            id=place.id, names=place.names.model_dump(), street=place.street.model_dump(),
            postal_code=place.postal_code, municipality=place.municipality.model_dump(),
        )
        for place in seed.locations
    ]  # fmt: skip
    for offer in seed.services:
        kind = seed.kinds[offer.kind]
        places += [
            HealthcareService(
                id=offer.id, names=kind.names.model_dump(), topics=[offer.kind, *kind.topics], active=True,
                location_id=offer.location,
            ),
            Schedule(
                id=offer.id, weekly=dict(offer.weekly), slot_minutes=kind.slot_minutes, service_id=offer.id
            ),
        ]  # fmt: skip
    return places
