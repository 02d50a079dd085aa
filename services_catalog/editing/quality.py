"""What should be mended in the published services: a list of findings an editor can act on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from services_catalog.editing.helpfulness import Tally
from services_catalog.editing.readability import readability
from services_catalog.hours import HELSINKI, current_or_next
from services_catalog.record import Listing

Kind = Literal[
    "not_helpful", "broken_link", "no_topic", "no_hours", "no_stops", "no_swedish", "not_verified", "hard_finnish"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order of what hurts residents most."""
STALE = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in one service; `values` fill the desk's sentence. `channel` is the one to mend, if any."""

    kind: Kind
    service: str
    name: str
    organisation: str
    values: Mapping[str, object] = field(default_factory=dict)
    channel: str | None = None


def findings(
    listings: Iterable[Listing], now: datetime, broken: Mapping[str, str], tallies: Iterable[Tally] = ()
) -> list[Finding]:
    """Findings of all services at a moment (aware), by kind and then by name. `broken` are web addresses and what was
    wrong, `tallies` what residents answered.
    """
    bad = {tally.service: tally for tally in tallies if tally.bad}
    found = [one for listing in listings for one in _of(listing, now, broken, bad.get(listing.service.id))]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.name.casefold(), one.service))


def addresses(listing: Listing) -> Iterator[tuple[str, str]]:
    """(channel id, web address) of everything a service links to."""
    for channel in listing.channels:
        for url in dict.fromkeys(channel.urls.values()):
            yield channel.id, url


def _of(listing: Listing, now: datetime, broken: Mapping[str, str], tally: Tally | None) -> Iterator[Finding]:
    service, today = listing.service, now.astimezone(HELSINKI).date()
    name = next(service.texts[language].name for language in ("fi", "sv", "en") if language in service.texts)

    def finding(kind: Kind, channel: str | None = None, **values: object) -> Finding:
        return Finding(kind, service.id, name, service.organisation, values, channel)

    if tally is not None:
        yield finding("not_helpful", tally=tally)
    if "sv" not in service.texts:
        yield finding("no_swedish")
    if service.verified_on is None or today - service.verified_on > STALE:
        yield finding("not_verified", day=service.verified_on)
    if not service.topics:
        yield finding("no_topic")
    doors = [channel for channel in listing.channels if channel.kind in ("location", "phone")]
    if doors and not service.stops and not any(channel.hours for channel in doors):
        yield finding("no_hours", channel=doors[0].id)
    if service.stops and not any(current_or_next(stop, now) for stop in service.stops):
        yield finding("no_stops")
    for channel, url in addresses(listing):
        if url in broken:
            yield finding("broken_link", channel=channel, url=url, outcome=broken[url])
    if "fi" in service.texts:
        text = service.texts["fi"]
        read = readability("\n".join((text.summary, text.description, text.instruction, text.eligibility, text.fee)))
        if read is not None and read.hard:
            yield finding("hard_finnish", grade=read.grade, words=", ".join(read.long_words))
