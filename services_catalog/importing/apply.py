"""Writing a harvest: all of it in the caller's transaction, each refusal with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlalchemy.orm import Session

from services_catalog import store
from services_catalog.errors import ImportRefused, Refusal
from services_catalog.importing.build import PREFIX, Builder
from services_catalog.importing.draft import OrganisationDraft, ServiceDraft
from services_catalog.importing.gathering import Harvest
from services_catalog.importing.reading import InLanguages
from services_catalog.importing.report import Changed, Item, Refused, Report, What
from services_catalog.record import LANGUAGES, Channel, Language, Organisation, Service

NO_LONGER_THERE = "PTV does not publish it any more"


@dataclass
class Records:
    """A harvest as records, with what was refused. `leaving` are our ids of services that must go, and why."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    services: list[Service] = field(default_factory=list)
    leaving: dict[str, str] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def records(harvest: Harvest, builder: Builder) -> Records:
    """The records of a harvest. Nothing in it can stop the rest: what does not fit is refused by itself."""
    result = Records(leaving={PREFIX + one: NO_LONGER_THERE for one in harvest.gone})
    for organisation in (*harvest.organisations, *_only_named(harvest)):
        try:
            made = builder.organisation(organisation)
            result.organisations[made.id] = made
        except Refusal as error:
            result.refused.append(_refused("organisation", organisation.id, organisation.names, error))
    channels: dict[str, list[Channel]] = {}
    for channel in harvest.channels:
        try:
            channels[channel.id] = builder.channels(channel)
        except Refusal as error:
            result.refused.append(_refused("channel", channel.id, channel.names, error))
    unknown = Refusal("it is of a kind that is not known")
    result.refused += [_refused("channel", channel_id, {}, unknown) for channel_id in harvest.unknown]
    for service in harvest.services:
        try:
            _take(service, builder, channels, result)
        except Refusal as error:
            if error.leaves:
                result.leaving[PREFIX + service.id] = error.reason
            result.refused.append(_refused("service", service.id, service.names, error))
    return result


def _only_named(harvest: Harvest) -> list[OrganisationDraft]:
    """Organisations that PTV named in a service but did not give."""
    given = {organisation.id for organisation in harvest.organisations}
    return [
        OrganisationDraft(service.organisation, "", service.organisation_names)
        for service in harvest.services
        if service.organisation_names and service.organisation not in given
    ]


def _take(draft: ServiceDraft, builder: Builder, channels: dict[str, list[Channel]], into: Records) -> None:
    service, own = builder.service(draft, channels, into.organisations)
    into.services.append(service)
    used = (channel for link in draft.links for channel in channels.get(link.channel, ()))
    into.channels |= {channel.id: channel for channel in (*used, *own)}


def settled(session: Session, made: Records) -> frozenset[str]:
    """Ids of the services and channels that the catalogue has as they are.

    They are most of a load and need no writing, so this is asked before: while a load writes, the chat waits.
    """
    services = [service.id for service in made.services]
    _rows = store.held(session, services, made.channels)
    everything: list[Service | Channel] = [*made.channels.values(), *made.services]
    return frozenset(record.id for record in everything if store.is_current(session, record, "ptv"))


def write(session: Session, made: Records, report: Report, done: frozenset[str] = frozenset()) -> None:
    """Write the records that are not `done` and complete `report`.

    Raises ImportRefused when there is nothing to write.
    """
    if not made.services and report.since is None:
        raise ImportRefused("PTV gave no service that could be taken")
    report.refused += made.refused
    used = {service.organisation for service in made.services}
    for organisation in (one for one in made.organisations.values() if one.id in used):
        store.save_organisation(session, organisation, "ptv")
    services = [service for service in made.services if service.id not in done]
    channels = [channel for channel in made.channels.values() if channel.id not in done]
    _rows = store.held(session, (service.id for service in services), (channel.id for channel in channels))
    for channel in channels:
        store.save_channel(session, channel, "ptv")
    for service in services:
        _write_service(session, service, report)
    report.unchanged += len(made.services) - len(services)
    report.channels, report.organisations = len(made.channels), len(used)
    names = store.names_of(session, made.leaving)
    for service_id in store.withdraw(session, "ptv", made.leaving):
        gone = Refused(id=service_id, name=names.get(service_id, ""), reason=made.leaving[service_id])
        report.withdrawn.append(gone)


def _write_service(session: Session, service: Service, report: Report) -> None:
    """Write a service, or say why not: with what an editor wrote it may no longer be whole. The old one stays then."""
    before = store.fields_of(session, service.id)
    name = _name({language: texts.name for language, texts in service.texts.items()})
    try:
        store.save_service(session, service, "ptv")
    except ValidationError as error:
        first = error.errors()[0]
        reason = f"with the editors' changes it would be wrong: {'.'.join(map(str, first['loc']))} {first['msg']}"
        report.refused.append(Refused(id=service.id, name=name, reason=reason))
        return
    if before is None:
        report.added.append(Item(id=service.id, name=name))
        return
    after = store.fields_of(session, service.id) or {}
    fields = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    if fields:
        report.changed.append(Changed(id=service.id, name=name, fields=fields))
    else:  # only what editors have set aside is new
        report.unchanged += 1


def _refused(what: What, foreign: str, names: InLanguages, error: Refusal) -> Refused:
    return Refused(id=PREFIX + foreign if foreign else "", name=_name(names), what=what, reason=error.reason)


def _name(names: Mapping[Language, str]) -> str:
    return next((names[language] for language in LANGUAGES if language in names), "")
