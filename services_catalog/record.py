"""The catalogue's documents: what a seed file, an importer or an editor writes and what the API reads.

Every source is turned into these, so that the store and the search know one shape only. Texts are keyed by
language (fi, sv, en), municipalities are Statistics Finland codes ("018").
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from services_catalog.hours.document import Document, Hours, Stop

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
Source = Literal["seed", "ptv", "association", "editor"]
Status = Literal["draft", "published", "withdrawn"]
ChannelKind = Literal["phone", "location", "eservice", "webpage", "form"]
CHANNEL_KINDS: tuple[ChannelKind, ...] = ("phone", "location", "eservice", "webpage", "form")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5000)]
Localised = dict[Language, Line]


class Texts(Document):
    """A service in one language. `instruction` tells how to use it, `waiting` how long it takes to get in."""

    name: Line
    summary: Line
    description: Prose = ""
    instruction: Prose = ""
    alternative_names: tuple[Line, ...] = ()
    eligibility: Prose = ""
    fee: Prose = ""
    documents: tuple[Line, ...] = ()
    waiting: Prose = ""


class Address(Document):
    """A visiting address; coordinates are WGS84 degrees. `access` tells about steps, lifts and parking.

    `town` is the municipality's name, for one the catalogue's vocabulary does not have.
    """

    street: Localised
    postal_code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
    municipality: str
    town: Localised = Field(default_factory=dict)
    latitude: float | None = Field(None, ge=59, le=71)
    longitude: float | None = Field(None, ge=19, le=32)
    access: dict[Language, Prose] = Field(default_factory=dict)


class Channel(Document):
    """A way to reach services: one place, one line or one page, shared by many services."""

    id: Id
    kind: ChannelKind
    names: Localised = Field(default_factory=dict)
    number: Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ]{3,20}$")] | None = None
    call_charge: Localised = Field(default_factory=dict)
    urls: dict[Language, Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]] = Field(
        default_factory=dict
    )
    address: Address | None = None
    hours: Hours | None = None
    requires_identification: bool = False
    sample: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {"phone": self.number, "location": self.address}.get(self.kind, self.urls)
        if not needed:
            raise ValueError(f"a {self.kind} needs its number, address or urls")
        return self


class ChannelLink(Document):
    """A service's use of a channel; `hours` are the service's own hours there when they differ."""

    id: Id
    hours: Hours | None = None


class Organisation(Document):
    """Who provides services."""

    id: Id
    kind: Literal["county", "municipality", "state", "association", "company"]
    names: Localised
    urls: dict[Language, str] = Field(default_factory=dict)


class Service(Document):
    """One service. It is available in `municipalities`, or everywhere when `nationwide`."""

    id: Id
    region: Id
    organisation: Id
    status: Status = "published"
    texts: dict[Language, Texts]
    topics: tuple[str, ...] = ()
    also_topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    nationwide: bool = False
    languages: tuple[str, ...] = ()
    channels: tuple[ChannelLink, ...] = ()
    stops: tuple[Stop, ...] = ()
    free: bool | None = None
    age_min: int | None = Field(None, ge=0, le=120)
    age_max: int | None = Field(None, ge=0, le=120)
    verified_on: date | None = None
    verified_by: str | None = None
    sample: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not self.texts:
            raise ValueError("a service needs texts in at least one language")
        if self.nationwide == bool(self.municipalities):
            raise ValueError("a service is either nationwide or has municipalities")
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            raise ValueError("age_max is below age_min")
        channels = tuple(link.id for link in self.channels)
        for values in (self.topics + self.also_topics, channels, self.municipalities, self.audiences, self.languages):
            if len(set(values)) < len(values):
                twice = sorted(value for value in values if values.count(value) > 1)
                raise ValueError(f"{twice[0]!r} is given twice")
        return self

    def covers(self, municipality: str) -> bool:
        """Whether the service is available to residents of `municipality` (code)."""
        return self.nationwide or municipality in self.municipalities


class Listing(Document):
    """A service with everything it refers to: what is indexed, shown and returned."""

    service: Service
    organisation: Organisation
    channels: tuple[Channel, ...]
    """In the service's order, each with the hours that hold for this service."""
