"""The editors' desk: drafts, versions, conflicts, quality, files. Pages are in bot/web/editing.

editing = create_editing(engine, "ita-uusimaa", mask, is_name)
sheet = editing.services.open("sururyhma", author)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.engine import Engine

from services_catalog.editing.anonymous import Anonymiser
from services_catalog.editing.bulk import Bulk
from services_catalog.editing.channels import ChannelDesk
from services_catalog.editing.desk import ServiceDesk
from services_catalog.editing.helpfulness import Helpfulness
from services_catalog.editing.links import LinkChecks
from services_catalog.editing.overview import Overview
from services_catalog.editing.sheets import Author, Intent
from services_catalog.editing.unanswered import UnansweredQueries

__all__ = ["Author", "Editing", "Intent", "create_editing"]


@dataclass(frozen=True, slots=True)
class Editing:
    """The parts of one region's desk."""

    services: ServiceDesk
    channels: ChannelDesk
    overview: Overview
    bulk: Bulk
    unanswered: UnansweredQueries
    helpfulness: Helpfulness
    links: LinkChecks


def create_editing(engine: Engine, region: str, mask: Callable[[str], str], is_name: Callable[[str], bool]) -> Editing:
    """The desk over `engine`, whose tables exist. `mask` and `is_name`: see Anonymiser."""
    anonymiser = Anonymiser(mask, is_name)
    services = ServiceDesk(engine, region)
    return Editing(
        services=services,
        channels=ChannelDesk(engine),
        overview=Overview(engine, region),
        bulk=Bulk(engine, services, region),
        unanswered=UnansweredQueries(engine, anonymiser),
        helpfulness=Helpfulness(engine, anonymiser),
        links=LinkChecks(engine),
    )
