"""Queries with the services that answer them, and what the other engines index of a service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

from bot.settings import PROJECT
from nlu.topics import topics
from services_catalog.record import LANGUAGES, Language, Listing
from services_catalog.vocabulary import vocabulary

HELD_OUT = PROJECT / "tests" / "catalog_held_out" / "queries.yml"
DEVELOPMENT = PROJECT / "tests" / "services_catalog" / "queries.yml"

WEIGHTS = {"name": 5.0, "other_names": 4.0, "keywords": 2.0, "place": 1.5, "summary": 1.5, "description": 0.8}
"""What a match counts in each text of a service: as in our own search, for all that weigh fields freely."""


@dataclass(frozen=True)
class Asked:
    """A resident's query; `accept` are the ids of services that would help."""

    kind: str
    text: str
    accept: frozenset[str]
    municipality: str | None = None

    @property
    def language(self) -> Language:
        """The language it is written in."""
        return {"swedish": "sv", "english": "en"}.get(self.kind, "fi")  # type: ignore[return-value]


class Engine(Protocol):
    """A search over the catalogue it was made with."""

    name: str

    def search(self, asked: Asked) -> list[str]:
        """Ids of at least the three best services, best first, when so many match."""
        ...


@dataclass(frozen=True)
class Document:
    """A service as the other engines get it: the texts of each language by the names in WEIGHTS."""

    id: str
    municipalities: frozenset[str] | None
    texts: Mapping[Language, Mapping[str, str]]

    def covers(self, municipality: str | None) -> bool:
        """Whether residents of the municipality (code; None is anyone) can use it."""
        return municipality is None or self.municipalities is None or municipality in self.municipalities


def read_queries(path: Path) -> list[Asked]:
    """The queries of a file: {kind, q, accept, municipality (optional)}."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["queries"]
    return [Asked(row["kind"], row["q"], frozenset(row["accept"]), row.get("municipality")) for row in rows]


def documents(listings: Iterable[Listing]) -> list[Document]:
    """Everything our own search has of the services, as texts: topics and municipalities are keywords and places."""
    return [_document(listing) for listing in sorted(listings, key=lambda listing: listing.service.id)]


def _document(listing: Listing) -> Document:
    service, places = listing.service, vocabulary().municipalities
    texts: dict[Language, dict[str, str]] = {}
    for language in LANGUAGES:
        own = service.texts.get(language)
        if own is None:
            continue
        doors = [channel for channel in listing.channels if channel.address]
        codes = {channel.address.municipality for channel in doors if channel.address}
        texts[language] = {
            "name": own.name,
            "other_names": ". ".join(own.alternative_names),
            "keywords": ". ".join(topics()[topic].label[language] for topic in (*service.topics, *service.also_topics)),
            "place": ". ".join(
                [*(places[code].name(language) for code in sorted(codes | {*service.municipalities})),
                 *(channel.names[language] for channel in doors if language in channel.names)]
            ),
            "summary": own.summary,
            "description": " ".join((own.description, own.instruction, own.eligibility, *own.documents)),
        }  # fmt: skip
    return Document(service.id, None if service.nationwide else frozenset(service.municipalities), texts)
