"""Channels of PTV's interface 11 as drafts: numbers, addresses, pages, accessibility."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services_catalog.importing.draft import ChannelDraft, Phone, Place
from services_catalog.importing.reading import (
    Document,
    InLanguages,
    document,
    documents,
    identity,
    in_languages,
    language,
    number,
    text,
)
from services_catalog.importing.v11_hours import hour_rows
from services_catalog.record import LANGUAGES, ChannelKind, Language

KINDS: Mapping[str, ChannelKind] = {
    "EChannel": "eservice",
    "WebPage": "webpage",
    "PrintableForm": "form",
    "Phone": "phone",
    "ServiceLocation": "location",
}


def channel(found: Document) -> ChannelDraft | None:
    """A channel; None when its type is none of PTV's five."""
    kind = KINDS.get(text(found.get("serviceChannelType")))
    if kind is None:
        return None
    names = [item for item in documents(found.get("serviceChannelNames")) if item.get("type") in (None, "", "Name")]
    forms = in_languages(found.get("channelUrls"))
    return ChannelDraft(
        id=identity(found.get("id")),
        kind=kind,
        names=in_languages(names),
        phones=phones(found.get("phoneNumbers")),
        urls=in_languages(found.get("webPages"), "url") | forms,
        place=_place(found.get("addresses")),
        hours=hour_rows(found.get("serviceHours")),
        requires_identification=found.get("requiresAuthentication") is True,
        published=text(found.get("publishingStatus")) in ("", "Published"),
    )


def phones(items: Any) -> tuple[Phone, ...]:
    """Numbers for speaking; fax and text message numbers are left out."""
    return tuple(phone for item in documents(items) if (phone := _phone(item)))


def _phone(item: Document) -> Phone | None:
    code, digits = language(item.get("language")), text(item.get("number"))
    if not digits or text(item.get("type")) not in ("", "Phone"):
        return None
    prefix = "" if item.get("isFinnishServiceNumber") is True else text(item.get("prefixNumber"))
    return Phone(
        number=f"{prefix} {digits.lstrip('0') if prefix else digits}".strip(),
        language=code or "fi",
        note=text(item.get("additionalInformation")),
        charge=text(item.get("chargeDescription")),
        free=text(item.get("serviceChargeType")) in ("FreeOfCharge", "Free"),
    )


def _place(items: Any) -> Place | None:
    """The first visiting address with a street."""
    for address in documents(items):
        street = document(address.get("streetAddress")) or document(address.get("otherAddress"))
        names = _streets(street)
        if text(address.get("type")) == "Postal" or not names:
            continue
        municipality = document(street.get("municipality"))
        return Place(
            street=names,
            postal_code=text(street.get("postalCode")),
            municipality=text(municipality.get("code")),
            town=in_languages(municipality.get("name")),
            northing=number(street.get("latitude")),
            easting=number(street.get("longitude")),
            access=_access(address.get("entrances")),
        )
    return None


def _streets(street: Document) -> InLanguages:
    house = text(street.get("streetNumber"))
    names = in_languages(street.get("street")) or in_languages(street.get("additionalInformation"))
    return {code: f"{name} {house}".strip() for code, name in names.items()}


def _access(entrances: Any) -> InLanguages:
    """What the accessibility register says of the main entrance, in each language."""
    found = documents(entrances)
    main = next((one for one in found if one.get("isMainEntrance") is True), found[0] if found else {})
    sentences: dict[Language, list[str]] = {}
    for group in documents(document(main).get("accessibilitySentences")):
        for sentence in _sentences(group):
            for code, value in sentence.items():
                sentences.setdefault(code, []).append(value)
    return {code: " ".join(sentences[code]) for code in LANGUAGES if code in sentences}


def _sentences(group: Document) -> Iterable[InLanguages]:
    return (in_languages(one.get("sentence")) for one in documents(group.get("sentences")))
