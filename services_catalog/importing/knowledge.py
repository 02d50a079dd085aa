"""What the catalogue has from PTV, by PTV's ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from services_catalog.importing.build import PREFIX
from services_catalog.importing.gathering import Known
from services_catalog.model import LinkRow, ServiceRow

GUID_LENGTH = 36


def known(session: Session, region: str) -> Known:
    """The region's published services that came from PTV."""
    ours = select(ServiceRow.id, ServiceRow.organisation_id).where(
        ServiceRow.region == region, ServiceRow.source == "ptv", ServiceRow.status == "published"
    )
    services = {row.id: row.organisation_id for row in session.execute(ours)}
    links = session.execute(select(LinkRow.channel_id, LinkRow.service_id))
    return Known(
        services=frozenset(_foreign(service) for service in services),
        by_channel=_grouped((channel, service) for channel, service in links if service in services),
        by_organisation=_grouped((organisation, service) for service, organisation in services.items()),
    )


def _foreign(our_id: str) -> str:
    """PTV's id in ours; of a channel's further numbers, the channel's."""
    return our_id.removeprefix(PREFIX)[:GUID_LENGTH]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, service in pairs:
        groups[_foreign(key)].add(_foreign(service))
    return {key: frozenset(services) for key, services in groups.items()}
