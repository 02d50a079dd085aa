"""Documents of PTV's interface 12 as drafts. Classes come as bare codes; `Codes` has their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from services_catalog.importing.draft import (
    ChannelDraft,
    Classes,
    General,
    LinkDraft,
    OrganisationDraft,
    Phone,
    Place,
    ServiceDraft,
    Term,
    TextKind,
    TextsOf,
)
from services_catalog.importing.reading import (
    Document,
    InLanguages,
    by_language,
    day,
    document,
    documents,
    identity,
    number,
    strings,
    text,
    unique,
)
from services_catalog.importing.v12_hours import hour_rows
from services_catalog.record import LANGUAGES, ChannelKind, Language

KINDS: Mapping[str, ChannelKind] = {
    "EService": "eservice",
    "WebPage": "webpage",
    "PrintableForm": "form",
    "TelephoneService": "phone",
    "ServiceLocation": "location",
}
TEXTS: Mapping[str, TextKind] = {
    "summary": "summary",
    "description": "description",
    "userInstructions": "instruction",
    "conditions": "eligibility",
    "chargeTypeAdditionalInformation": "fee",
    "processingTimeAdditionalInformation": "processing",
    "deadlineAdditionalInformation": "deadline",
    "validityTimeAdditionalInformation": "validity",
}
CHARGES = {"Free": True, "Charged": False}


@dataclass(frozen=True, slots=True)
class Codes:
    """Names of codes and URIs; municipalities of counties and regions; municipalities by postal code."""

    names: Mapping[str, InLanguages] = field(default_factory=dict)
    counties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    towns: Mapping[str, str] = field(default_factory=dict)


def service(found: Document, connections: Iterable[Document], description: Document, codes: Codes) -> ServiceDraft:
    """A service with its connections and its general description."""
    area = document(found.get("area"))
    organisation = identity(found.get("organizationContentId"))
    return ServiceDraft(
        id=identity(found.get("contentId")),
        published=True,  # nothing else is given
        organisation=organisation,
        organisation_names={},
        names=_field(found, "name"),
        other_names={code: [name] for code, name in _field(found, "alternativeName").items()},
        texts=_texts(found),
        classes=_classes(found, codes),
        general=General(
            texts=_texts(description),
            classes=_classes(description, codes),
            free=CHARGES.get(text(description.get("chargeType"))),
            keywords=_keywords(description),
        ),
        keywords=_keywords(found),
        nationwide=text(area.get("areaType")).startswith("WholeCountry"),
        municipalities=tuple(unique(_municipalities(area, codes))),
        counties=tuple(strings(area.get("wellbeingServicesCounties"))),
        languages=tuple(unique(strings(found.get("serviceLanguages")))),
        free=CHARGES.get(text(found.get("chargeType"))),
        vouchers_in_use=bool(set(_voucher_types(found)) - {"", "NotUsed"}),
        vouchers=_vouchers(found),
        links=tuple(_links(connections)),
        modified=day(found.get("publishedAt")),
    )


def organisation(found: Document) -> OrganisationDraft:
    """An organisation."""
    return OrganisationDraft(
        id=identity(found.get("contentId")), type=text(found.get("organizationType")), names=_field(found, "name")
    )


def channel(found: Document, codes: Codes) -> ChannelDraft | None:
    """A channel; None when its type is none of PTV's five."""
    kind = KINDS.get(text(found.get("serviceChannelType")))
    if kind is None:
        return None
    numbers = "phoneNumbers" if kind == "phone" else "contactPhoneNumbers"
    return ChannelDraft(
        id=identity(found.get("contentId")),
        kind=kind,
        names=_field(found, "name"),
        phones=_phones(found, numbers),
        urls=_urls(found),
        place=_place(document(found.get("location")), codes) if kind == "location" else None,
        hours=hour_rows(found.get("serviceHours")),
        requires_identification=text(found.get("electronicIdentification")) == "Required",
    )


def _versions(found: Document) -> Iterator[tuple[Language, Document]]:
    versions = document(found.get("languageVersions"))
    return ((code, document(versions.get(code))) for code in LANGUAGES)


def _field(found: Document, name: str) -> InLanguages:
    return {code: value for code, version in _versions(found) if (value := text(version.get(name)))}


def _texts(found: Document) -> TextsOf:
    return {kind: {code: _plain(value) for code, value in _field(found, name).items()} for name, kind in TEXTS.items()}


def _plain(markdown: str) -> str:
    """Text without Markdown's signs: interface 12 has headings, bold and links in its long texts."""
    plain = re.sub(r"^#{1,6}\s+", "", markdown, flags=re.MULTILINE)
    plain = re.sub(r"\[([^\]]+)\]\((\S+?)\)", r"\1 (\2)", plain)
    return re.sub(r"(\*\*|__)(.+?)\1", r"\2", plain)


def _keywords(found: Document) -> dict[Language, list[str]]:
    return {code: strings(version.get("freelyAssignedKeywords")) for code, version in _versions(found)}


def _classes(found: Document, codes: Codes) -> Classes:
    def terms(key: str) -> tuple[Term, ...]:
        return tuple(Term(code, codes.names.get(code, {})) for code in strings(found.get(key)))

    return Classes(terms("serviceClasses"), terms("targetGroups"), terms("lifeEvents"), terms("ontologyTerms"))


def _municipalities(area: Document, codes: Codes) -> Iterator[str]:
    yield from strings(area.get("municipalities"))
    for county in strings(area.get("wellbeingServicesCounties")):
        yield from codes.counties.get(county, ())
    for region in strings(area.get("regions")):
        yield from codes.regions.get(region, ())


def _voucher_types(found: Document) -> Iterator[str]:
    return (text(document(version.get("voucher")).get("voucherType")) for _, version in _versions(found))


def _vouchers(found: Document) -> InLanguages:
    lines: InLanguages = {}
    for code, version in _versions(found):
        voucher = document(version.get("voucher"))
        links = documents(voucher.get("urls"))
        told = [text(voucher.get("additionalInformation"))]
        told += [" ".join(unique(text(link.get(key)) for key in ("name", "url"))) for link in links]
        if any(told):
            lines[code] = "\n".join(unique(told))
    return lines


def _links(connections: Iterable[Document]) -> Iterator[LinkDraft]:
    for found in connections:
        if channel_id := identity(found.get("channelContentId")):
            yield LinkDraft(channel_id, hour_rows(found.get("serviceHours")), _phones(found, "contactPhoneNumbers"))


def _phones(found: Document, key: str) -> tuple[Phone, ...]:
    items = ((item, code) for code, version in _versions(found) for item in documents(version.get(key)))
    return tuple(phone for item, code in items if (phone := _phone(item, code)))


def _phone(item: Document, code: Language) -> Phone | None:
    digits = text(item.get("number"))
    if not digits or text(item.get("type")) not in ("DomesticPhone", "InternationalPhone"):
        return None
    return Phone(
        number=f"{text(item.get('dialCode'))} {digits}".strip(),
        language=code,
        note=text(item.get("additionalInformation")),
        charge=text(item.get("chargeDescription")),
        free=text(item.get("chargeType")) == "Free",
    )


def _urls(found: Document) -> InLanguages:
    """The address on the web: the service's own, a form's first file, or a place's first page."""
    urls: InLanguages = {}
    for code, version in _versions(found):
        own = document(version.get("webAddress"))
        for one in (own, *documents(version.get("formFiles")), *documents(version.get("contactWebPages"))):
            if url := text(one.get("url")):
                urls.setdefault(code, url)
    return urls


def _place(location: Document, codes: Codes) -> Place | None:
    for address in documents(location.get("streetAddresses")):
        if not (street := by_language(address.get("streetName"))):
            continue
        house, postal_code = text(address.get("addressDetail")), text(address.get("postalCode"))
        point = next((p for p in documents(address.get("coordinates")) if p.get("system") == "EPSG:3067"), {})
        return Place(
            street={code: f"{name} {house}".strip() for code, name in street.items()},
            postal_code=postal_code,
            municipality=codes.towns.get(postal_code, UNKNOWN_TOWN),
            town=codes.names.get(f"postal:{postal_code}", {}),
            northing=number(document(point).get("northing")),
            easting=number(document(point).get("easting")),
        )
    return None


UNKNOWN_TOWN = "000"
"""Interface 12 gives a postal code but no municipality; Finland has none with this code."""
