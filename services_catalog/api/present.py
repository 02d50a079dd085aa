"""Services as the API shows them, in one language at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from services_catalog.api.schemas import (
    ChannelOut,
    DetailOut,
    ItemOut,
    PhoneOut,
    StopOut,
    TermOut,
    WhyOut,
)
from services_catalog.hours import Hours, Stop, is_open, next_opening
from services_catalog.opening import next_open, open_now
from services_catalog.record import LANGUAGES, Address, Channel, Language, Listing, Localised
from services_catalog.search import Why
from services_catalog.vocabulary import Vocabulary


class Presenter:
    """Turns listings into answers for one asker."""

    def __init__(self, terms: Vocabulary, language: Language, now: datetime) -> None:
        self._terms, self._language, self._now = terms, language, now

    def item(self, listing: Listing, score: float = 0.0, why: Iterable[Why] = ()) -> ItemOut:
        """A service in a list."""
        service = listing.service
        language = nearest(service.texts, self._language)
        texts = service.texts[language]
        links = [channel for channel in listing.channels if channel.urls]
        return ItemOut(
            id=service.id,
            name=texts.name,
            summary=texts.summary,
            language=language,
            organisation=self._text(listing.organisation.names) or listing.organisation.id,
            topics=[*service.topics, *service.also_topics],
            municipalities=[self._terms.municipalities[m].name(self._language) for m in service.municipalities],
            municipality_codes=list(service.municipalities),
            nationwide=service.nationwide,
            audiences=list(service.audiences),
            service_languages=list(service.languages),
            channels=list(dict.fromkeys(channel.kind for channel in listing.channels)),
            phones=[self._phone(channel) for channel in listing.channels if channel.number],
            url=self._text(links[0].urls) if links else None,
            free=service.free,
            open_now=open_now(listing, self._now),
            next_open=next_open(listing, self._now),
            verified_on=service.verified_on,
            sample=service.sample,
            score=score,
            why=[WhyOut(word=w.word, matched=w.matched, field=w.field) for w in why],
        )

    def detail(self, listing: Listing) -> DetailOut:
        """A service whole."""
        service = listing.service
        texts = service.texts[nearest(service.texts, self._language)]
        return DetailOut(
            **self.item(listing).model_dump(),
            alternative_names=list(texts.alternative_names),
            description=texts.description,
            instruction=texts.instruction,
            eligibility=texts.eligibility,
            fee=texts.fee,
            documents=list(texts.documents),
            waiting=texts.waiting,
            age_min=service.age_min,
            age_max=service.age_max,
            audience_names=self._named(service.audiences, self._terms.audiences),
            life_events=self._named(service.life_events, self._terms.life_events),
            service_language_names=self._named(service.languages, self._terms.languages),
            channel_details=[self._channel(channel) for channel in listing.channels],
            stops=[self._stop(stop) for stop in service.stops],
            verified_by=service.verified_by,
        )

    def _phone(self, channel: Channel) -> PhoneOut:
        number = channel.number or ""
        return PhoneOut(
            name=self._text(channel.names),
            number=number,
            tel=number.replace(" ", ""),
            charge=self._text(channel.call_charge),
            open_now=self._open(channel.hours),
        )

    def _channel(self, channel: Channel) -> ChannelOut:
        address = channel.address
        return ChannelOut(
            id=channel.id,
            kind=channel.kind,
            name=self._text(channel.names),
            url=self._text(channel.urls),
            number=channel.number,
            street=self._text(address.street) if address else None,
            postal_code=address.postal_code if address else None,
            municipality=self._town(address) if address else None,
            latitude=address.latitude if address else None,
            longitude=address.longitude if address else None,
            access=self._text(address.access) if address else None,
            requires_identification=channel.requires_identification,
            open_now=self._open(channel.hours),
            next_open=next_opening(channel.hours, self._now) if channel.hours else None,
            hours=channel.hours.model_dump(mode="json", exclude_defaults=True) if channel.hours else None,
        )

    def _stop(self, stop: Stop) -> StopOut:
        return StopOut(
            place=self._text(stop.place) or "",
            municipality=self._terms.municipalities[stop.municipality].name(self._language),
            latitude=stop.latitude,
            longitude=stop.longitude,
            day=stop.day,
            weeks=stop.weeks,
            dates=list(stop.dates),
            hours=stop.hours,
            next_open=next_opening(stop, self._now),
        )

    def _named(self, ids: Iterable[str], terms: Mapping[str, Localised]) -> list[TermOut]:
        return [TermOut(id=i, name=self._text(terms[i]) or i) for i in ids]

    def _town(self, address: Address) -> str:
        """A municipality's name: our own where we know it, else the address's."""
        known = self._terms.municipalities.get(address.municipality)
        return known.name(self._language) if known else self._text(address.town) or ""

    def _open(self, hours: Hours | None) -> bool | None:
        return None if hours is None else is_open(hours, self._now)

    def _text(self, texts: Mapping[Language, str]) -> str | None:
        return texts[nearest(texts, self._language)] if texts else None


def nearest(texts: Mapping[Language, object], language: Language) -> Language:
    """The language of `texts` to show to an asker of `language`: that one, or fi, sv, en in order."""
    return language if language in texts else next(known for known in LANGUAGES if known in texts)
