"""Drafts as the catalogue's records: texts joined and cut, classes in our terms, references checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from services_catalog.errors import Refusal
from services_catalog.importing.build_channels import channel_records, phone_records
from services_catalog.importing.draft import ChannelDraft, OrganisationDraft, ServiceDraft, TextKind
from services_catalog.importing.guess import Guesser
from services_catalog.importing.hours import hours_of
from services_catalog.importing.reading import InLanguages, unique
from services_catalog.importing.shortening import line, prose
from services_catalog.record import LANGUAGES, Channel, ChannelLink, Language, Organisation, Service
from services_catalog.vocabulary import Vocabulary

PREFIX = "ptv-"
"""Before PTV's id in ours, so that its records are told apart."""
MOST_WORDS = 40
VERIFIED_BY = "Palvelutietovaranto"

ModelT = TypeVar("ModelT", bound=BaseModel)


@dataclass(frozen=True)
class Builder:
    """Makes records for one region. `area` is the region's code in PTV, `today` the day of the load."""

    region: str
    area: str
    today: date
    terms: Vocabulary
    guesser: Guesser

    def organisation(self, draft: OrganisationDraft) -> Organisation:
        """An organisation. Raises Refusal."""
        kind = self.guesser.organisation_kind(draft.type, draft.names.values())
        names = {code: line(name) for code, name in draft.names.items()}
        urls = {code: url for code, url in draft.urls.items() if url.startswith(("http://", "https://"))}
        return _checked(Organisation, {"id": PREFIX + draft.id, "kind": kind, "names": names, "urls": urls})

    def channels(self, draft: ChannelDraft) -> list[Channel]:
        """A channel, and one for each further number it has. Raises Refusal."""
        if not draft.published:
            raise Refusal("it is not published")
        records = channel_records(draft, PREFIX + draft.id, hours_of(draft.hours, self.today), self.guesser.texts)
        return [_checked(Channel, record) for record in records]

    def service(
        self, draft: ServiceDraft, channels: Mapping[str, list[Channel]], organisations: Iterable[str]
    ) -> tuple[Service, list[Channel]]:
        """A service, and channels for the numbers it alone has. `channels` are by PTV's id. Raises Refusal."""
        self._check(draft, organisations)
        links: list[ChannelLink] = []
        own: list[Channel] = []
        for link in draft.links:
            hours = hours_of(link.hours, self.today)
            links += [ChannelLink(id=channel.id, hours=hours) for channel in channels.get(link.channel, ())]
            taken = len(own)
            named = next((channel.names for channel in channels.get(link.channel, ())), {})
            records = phone_records(link.phones, f"{PREFIX}{draft.id}", taken + 1, named, hours, self.guesser.texts)
            own += [_checked(Channel, record) for record in records]
        links += [ChannelLink(id=channel.id) for channel in own]
        topics, also = self.guesser.topics(draft)
        service = _checked(Service, {
            "id": PREFIX + draft.id,
            "region": self.region,
            "organisation": PREFIX + draft.organisation,
            "texts": {code: texts for code in LANGUAGES if (texts := self._texts(draft, code))},
            "topics": topics,
            "also_topics": also,
            "audiences": self.guesser.audiences(draft.classes),
            "life_events": self.guesser.life_events(draft.classes),
            "nationwide": draft.nationwide,
            "municipalities": () if draft.nationwide else self._municipalities(draft),
            "languages": self.guesser.languages(draft.languages),
            "channels": [link.model_dump() for link in {link.id: link for link in links}.values()],
            "free": draft.free if draft.general.free is None else draft.general.free,  # PTV: the general one holds
            "verified_on": draft.modified,
            "verified_by": VERIFIED_BY if draft.modified else None,
        })  # fmt: skip
        return service, own

    def _check(self, draft: ServiceDraft, organisations: Iterable[str]) -> None:
        if not draft.id:
            raise Refusal("it has no id")
        if not draft.published:
            raise Refusal("it is not published", leaves=True)
        if not self.guesser.for_residents(draft.classes):
            raise Refusal("it is for businesses or authorities only", leaves=True)
        if not draft.nationwide and not set(self._municipalities(draft)) & set(self.terms.of_region(self.region)):
            raise Refusal("it is not available in the region", leaves=True)
        if not any(language in draft.names for language in LANGUAGES):
            raise Refusal("it has no name in Finnish, Swedish or English")
        if PREFIX + draft.organisation not in organisations:
            raise Refusal("it has no responsible organisation")

    def _municipalities(self, draft: ServiceDraft) -> tuple[str, ...]:
        own = self.terms.of_region(self.region) if self.area in draft.counties else ()
        return tuple(unique(code for code in (*own, *draft.municipalities) if code in self.terms.municipalities))

    def _texts(self, draft: ServiceDraft, language: Language) -> dict[str, Any] | None:
        name = draft.names.get(language)
        if not name:
            return None

        def own(kind: TextKind) -> str:
            return draft.texts.get(kind, {}).get(language, "")

        def general(kind: TextKind) -> str:
            return draft.general.texts.get(kind, {}).get(language, "")

        def both(kind: TextKind) -> str:
            return _joined(general(kind), own(kind))

        description = _joined(general("description"), own("description"), both("validity"))
        return {
            "name": line(name),
            "summary": line(own("summary") or general("summary") or _first_sentence(description) or name),
            "description": prose(description),
            "instruction": prose(both("instruction")),
            "alternative_names": self._search_words(draft, language, name),
            "eligibility": prose(both("eligibility")),
            "fee": prose(_joined(both("fee"), self._voucher(draft, language))),
            "waiting": prose(_joined(both("processing"), both("deadline"))),
        }

    def _voucher(self, draft: ServiceDraft, language: Language) -> str:
        if not draft.vouchers_in_use:
            return ""
        return _joined(self.guesser.texts["voucher"][language], draft.vouchers.get(language, ""))

    @staticmethod
    def _search_words(draft: ServiceDraft, language: Language, name: str) -> list[str]:
        """Other names, keywords and ontology terms: what residents may write instead of the name."""
        terms: Iterable[InLanguages] = (
            term.names
            for classes in (draft.classes, draft.general.classes)
            for term in classes.ontology_terms
        )  # fmt: skip
        words = (
            *draft.other_names.get(language, ()),
            *draft.keywords.get(language, ()),
            *draft.general.keywords.get(language, ()),
            *(names[language] for names in terms if language in names),
        )
        return [word for word in unique(line(word) for word in words) if word != line(name)][:MOST_WORDS]


def _joined(*texts: str) -> str:
    """Texts as paragraphs, each once."""
    return "\n\n".join(unique(texts))


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _checked(model: type[ModelT], values: Any) -> ModelT:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise Refusal(f"{'.'.join(map(str, first['loc'])) or model.__name__}: {first['msg']}") from None
