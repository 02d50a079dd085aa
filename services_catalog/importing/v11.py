"""Documents of PTV's interface 11 as drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services_catalog.importing.draft import (
    Classes,
    General,
    LinkDraft,
    OrganisationDraft,
    ServiceDraft,
    Term,
    TextKind,
    TextsOf,
)
from services_catalog.importing.reading import (
    Document,
    InLanguages,
    day,
    document,
    documents,
    identity,
    in_languages,
    language,
    strings,
    text,
    unique,
)
from services_catalog.importing.v11_channels import phones
from services_catalog.importing.v11_hours import hour_rows
from services_catalog.record import Language

TEXTS: Mapping[str, TextKind] = {
    "Summary": "summary",
    "Description": "description",
    "UserInstruction": "instruction",
    "ChargeTypeAdditionalInfo": "fee",
    "ProcessingTime": "processing",
    "DeadLine": "deadline",
    "ValidityTime": "validity",
}
GENERAL = "GD_"
"""Before the type of a text that is the general description's."""
CHARGES = {"FreeOfCharge": True, "Free": True, "Chargeable": False, "Charged": False}


def service(found: Document, descriptions: Mapping[str, Document]) -> ServiceDraft:
    """A service; `descriptions` are the general descriptions by id."""
    names, others = _names(found.get("serviceNames"))
    organisation, organisation_names = responsible(found)
    areas = documents(found.get("areas"))
    own = _texts(found.get("serviceDescriptions"), "")
    own["eligibility"] = in_languages(found.get("requirements"))
    return ServiceDraft(
        id=identity(found.get("id")),
        published=text(found.get("publishingStatus")) in ("", "Published"),
        organisation=organisation,
        organisation_names=organisation_names,
        names=names,
        other_names=others,
        texts=own,
        classes=_classes(found),
        general=_general(found, descriptions.get(identity(found.get("generalDescriptionId")), {})),
        keywords=_lists(found.get("keywords")),
        nationwide=text(found.get("areaType")).startswith("Nationwide"),
        municipalities=tuple(unique(_codes(areas))),
        counties=tuple(unique(text(a.get("code")) for a in areas if a.get("type") == "WellbeingServiceCounties")),
        languages=tuple(unique(strings(found.get("languages")))),
        free=CHARGES.get(text(found.get("serviceChargeType"))),
        vouchers_in_use=found.get("serviceVouchersInUse") is True or bool(documents(found.get("serviceVouchers"))),
        vouchers=_vouchers(found.get("serviceVouchers")),
        links=tuple(_links(found.get("serviceChannels"))),
        modified=day(found.get("modified")),
    )


def organisation(found: Document) -> OrganisationDraft:
    """An organisation."""
    names, _ = _names(found.get("organizationNames"))
    return OrganisationDraft(
        id=identity(found.get("id")),
        type=text(found.get("organizationType")),
        names=names,
        urls=in_languages(found.get("webPages"), "url"),
    )


def _general(found: Document, description: Document) -> General:
    texts = _texts(description.get("descriptions"), "")
    for kind, given in _texts(found.get("serviceDescriptions"), GENERAL).items():
        texts[kind] = given | texts.get(kind, {})
    texts["eligibility"] = in_languages(description.get("requirements"))
    return General(
        texts=texts,
        classes=_classes(description),
        free=CHARGES.get(text(description.get("serviceChargeType"))),
        keywords=_lists(description.get("keywords")),
    )


def _names(items: Any) -> tuple[InLanguages, dict[Language, list[str]]]:
    names: InLanguages = {}
    others: dict[Language, list[str]] = {}
    for item in documents(items):
        code, value = language(item.get("language")), text(item.get("value"))
        if not code or not value:
            continue
        if text(item.get("type")) in ("", "Name"):
            names.setdefault(code, value)
        else:
            others.setdefault(code, []).append(value)
    return names, others


def _texts(items: Any, prefix: str) -> TextsOf:
    """Texts by kind; with a prefix, those whose type begins with it."""
    found: TextsOf = {}
    for item in documents(items):
        kind = TEXTS.get(text(item.get("type")).removeprefix(prefix)) if _prefixed(item, prefix) else None
        code, value = language(item.get("language")), text(item.get("value"))
        if kind and code and value:
            found.setdefault(kind, {}).setdefault(code, value)
    return found


def _prefixed(item: Document, prefix: str) -> bool:
    return text(item.get("type")).startswith(prefix)


def _classes(found: Document) -> Classes:
    return Classes(
        service_classes=_terms(found.get("serviceClasses")),
        target_groups=_terms(found.get("targetGroups")),
        life_events=_terms(found.get("lifeEvents")),
        ontology_terms=_terms(found.get("ontologyTerms")),
    )


def _terms(items: Any) -> tuple[Term, ...]:
    return tuple(
        Term(text(item.get("code")) or text(item.get("uri")), in_languages(item.get("name")))
        for item in documents(items)
    )


def responsible(found: Document) -> tuple[str, InLanguages]:
    """The id and name of the responsible organisation, else of the first one told."""
    roles = documents(found.get("organizations"))
    roles.sort(key=lambda role: text(role.get("roleType")) != "Responsible")
    for role in roles:
        given = document(role.get("organization"))
        if found_id := identity(given.get("id")):
            name = text(given.get("name"))
            return found_id, {"fi": name} if name else {}
    return "", {}


def _codes(areas: Iterable[Document]) -> Iterable[str]:
    for area in areas:
        yield from (text(one.get("code")) for one in documents(area.get("municipalities")))


def _lists(items: Any) -> dict[Language, list[str]]:
    found: dict[Language, list[str]] = {}
    for item in documents(items):
        code, value = language(item.get("language")), text(item.get("value"))
        if code and value:
            found.setdefault(code, []).append(value)
    return found


def _vouchers(items: Any) -> InLanguages:
    found: dict[Language, list[str]] = {}
    for item in documents(items):
        code = language(item.get("language"))
        parts = unique(text(item.get(key)) for key in ("value", "additionalInformation", "url"))
        if code and parts:
            found.setdefault(code, []).append(" ".join(parts))
    return {code: "\n".join(lines) for code, lines in found.items()}


def _links(items: Any) -> Iterable[LinkDraft]:
    for item in documents(items):
        if channel := identity(document(item.get("serviceChannel")).get("id")):
            contact = document(item.get("contactDetails"))
            yield LinkDraft(channel, hour_rows(item.get("serviceHours")), phones(contact.get("phoneNumbers")))
