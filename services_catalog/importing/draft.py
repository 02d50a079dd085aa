"""What both interfaces say, in one shape: the adapters (v11, v12) write drafts, build.py makes records of them.

Ids are PTV's own. Texts are as PTV has them: not cut, not checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from services_catalog.importing.reading import InLanguages
from services_catalog.record import ChannelKind, Language

TextKind = Literal["summary", "description", "instruction", "eligibility", "fee", "processing", "deadline", "validity"]
TextsOf = dict[TextKind, InLanguages]


@dataclass(frozen=True, slots=True)
class HourRow:
    """One row of opening hours. `spans` are (weekday, Monday 0; "08:00-16:00"); weekday None is every day.

    `titled` rows are about something particular, such as the laboratory of a health station.
    """

    spans: tuple[tuple[int | None, str], ...] = ()
    start: date | None = None
    end: date | None = None
    exceptional: bool = False
    closed: bool = False
    always: bool = False
    reservation: bool = False
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in international or short form, in the language whose speakers it is for."""

    number: str
    language: Language
    note: str = ""
    charge: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A visiting address. `northing` and `easting` are ETRS-TM35FIN metres; `town` is the municipality's name."""

    street: InLanguages
    postal_code: str
    municipality: str
    town: InLanguages = field(default_factory=dict)
    northing: float | None = None
    easting: float | None = None
    access: InLanguages = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChannelDraft:
    """A way to reach services."""

    id: str
    kind: ChannelKind
    names: InLanguages
    phones: tuple[Phone, ...] = ()
    urls: InLanguages = field(default_factory=dict)
    place: Place | None = None
    hours: tuple[HourRow, ...] = ()
    requires_identification: bool = False
    published: bool = True


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A service's use of a channel, with its own hours and numbers there."""

    channel: str
    hours: tuple[HourRow, ...] = ()
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """Who provides services; `type` is PTV's word for its kind."""

    id: str
    type: str
    names: InLanguages
    urls: InLanguages = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, target group, life event or ontology term."""

    code: str
    names: InLanguages = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Classes:
    """How a service is classified."""

    service_classes: tuple[Term, ...] = ()
    target_groups: tuple[Term, ...] = ()
    life_events: tuple[Term, ...] = ()
    ontology_terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class General:
    """A general description: what the state says of a service that all counties have."""

    texts: TextsOf = field(default_factory=dict)
    classes: Classes = field(default_factory=Classes)
    free: bool | None = None
    keywords: dict[Language, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service. `vouchers` are texts on where service vouchers are told about; `counties` are area codes."""

    id: str
    published: bool
    organisation: str
    organisation_names: InLanguages
    names: InLanguages
    texts: TextsOf
    classes: Classes
    general: General = field(default_factory=General)
    other_names: dict[Language, list[str]] = field(default_factory=dict)
    keywords: dict[Language, list[str]] = field(default_factory=dict)
    nationwide: bool = False
    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free: bool | None = None
    vouchers_in_use: bool = False
    vouchers: InLanguages = field(default_factory=dict)
    links: tuple[LinkDraft, ...] = ()
    modified: date | None = None
