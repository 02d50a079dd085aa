"""What a load has fetched from PTV, and what it needs to know of the catalogue beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services_catalog.importing.draft import ChannelDraft, OrganisationDraft, ServiceDraft

Say = Callable[[str], None]
"""Shows progress to whoever runs the load."""


@dataclass(frozen=True, slots=True)
class Area:
    """The county by its code in PTV and, when services of single municipalities are wanted too, their codes."""

    county: str
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """PTV's ids of what the catalogue has: services, and which of them use a channel or an organisation."""

    services: frozenset[str] = frozenset()
    by_channel: dict[str, frozenset[str]] = field(default_factory=dict)
    by_organisation: dict[str, frozenset[str]] = field(default_factory=dict)

    def using(self, channels: Iterable[str], organisations: Iterable[str]) -> set[str]:
        """Services that use one of the channels or organisations."""
        found: set[str] = set()
        for channel in channels:
            found |= self.by_channel.get(channel, frozenset())
        for organisation in organisations:
            found |= self.by_organisation.get(organisation, frozenset())
        return found


@dataclass(frozen=True, slots=True)
class Harvest:
    """Drafts of everything that was fetched; `gone` are ids of known services that PTV has published no more,
    `unknown` those of channels of a kind we do not know.
    """

    services: tuple[ServiceDraft, ...]
    channels: tuple[ChannelDraft, ...]
    organisations: tuple[OrganisationDraft, ...]
    gone: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()


class Gatherer(Protocol):
    """One interface of PTV. Both methods raise ConnectorError."""

    async def everything(self, area: Area, known: Known) -> Harvest:
        """All services of the area, and those known that the area's lists do not have but PTV still does."""

    async def changes(self, area: Area, known: Known, since: datetime) -> Harvest:
        """What has changed after `since`, in the area or among what is known."""
