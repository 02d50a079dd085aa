"""Channel drafts as records. One channel of PTV may have many numbers, one of ours has one: the rest become lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from services_catalog.errors import Refusal
from services_catalog.hours import Hours
from services_catalog.importing.coordinates import degrees
from services_catalog.importing.draft import ChannelDraft, Phone, Place
from services_catalog.importing.reading import InLanguages
from services_catalog.importing.shortening import line, prose
from services_catalog.record import Localised

MOST_PHONES = 9
Texts = Mapping[str, Localised]
Record = dict[str, Any]


def channel_records(draft: ChannelDraft, channel_id: str, hours: Hours | None, texts: Texts) -> Iterator[Record]:
    """The records of one channel of PTV. Raises Refusal when there is no way to reach it."""
    if not draft.id:
        raise Refusal("it has no id")
    names = {code: line(name) for code, name in draft.names.items()}
    urls = _urls(draft.urls)
    lines = list(phone_records(draft.phones, channel_id, 1, names, hours, texts))
    place = draft.place and _address(draft.place)
    common = {"id": channel_id, "names": names, "hours": hours}
    if draft.kind == "location" and place:
        first, *lines = lines or [{}]
        number = {key: first[key] for key in ("number", "call_charge") if key in first}
        yield common | {"kind": "location", "address": place, "urls": urls} | number
    elif draft.kind in ("phone", "location"):
        if not lines and not urls:
            raise Refusal("it has no number, visiting address or page")
        if lines:
            first, *lines = lines
            yield first | {"id": channel_id, "names": names or first["names"], "urls": urls}
        else:
            yield common | {"kind": "webpage", "urls": urls}
    else:
        if not urls:
            raise Refusal("it has no address on the web")
        yield common | {"kind": draft.kind, "urls": urls, "requires_identification": draft.requires_identification}
        return  # the numbers of a page are for technical help
    for position, record in enumerate(lines, 2):
        yield record | {"id": f"{channel_id}-{position}"}


def phone_records(
    phones: Iterable[Phone], base: str, first: int, names: InLanguages, hours: Hours | None, texts: Texts
) -> Iterator[Record]:
    """A line for each number; the same number in several languages is one line named in each of them."""
    numbers: dict[str, list[Phone]] = {}
    for phone in phones:
        if written := _number(phone.number):
            numbers.setdefault(written, []).append(phone)
    for position, (written, found) in enumerate(list(numbers.items())[:MOST_PHONES], first):
        notes = {phone.language: line(phone.note) for phone in found if phone.note}
        charges = {phone.language: line(phone.charge) for phone in found if phone.charge}
        free = {phone.language: texts["free_call"][phone.language] for phone in found if phone.free}
        yield {
            "id": f"{base}-{position}",
            "kind": "phone",
            "names": dict(names) | notes,
            "number": written,
            "call_charge": free | charges,
            "hours": hours,
        }


def _number(text: str) -> str | None:
    """Digits with a plus in front at most, a space after Finland's code; None when it is no number."""
    digits = re.sub(r"[^\d+]", "", text)
    digits = digits[:1] + digits[1:].replace("+", "")
    if not re.fullmatch(r"\+?\d{3,16}", digits):
        return None
    return f"+358 {digits[4:]}" if digits.startswith("+358") and len(digits) > 6 else digits


def _urls(urls: InLanguages) -> InLanguages:
    found: InLanguages = {}
    for code, url in urls.items():
        whole = url if re.match(r"https?://", url, re.IGNORECASE) else f"https://{url}"
        scheme, _, rest = whole.partition("://")
        if re.fullmatch(r"[^\s.]+\.\S+", rest) and len(whole) <= 500:
            found[code] = f"{scheme.lower()}://{rest}"
    return found


def _address(place: Place) -> Record | None:
    """A visiting address, or None without what it needs. The town is said where the catalogue does not know it."""
    if not re.fullmatch(r"\d{5}", place.postal_code) or not re.fullmatch(r"\d{3}", place.municipality):
        return None
    point = degrees(place.northing, place.easting)
    return {
        "street": {code: line(street) for code, street in place.street.items()},
        "postal_code": place.postal_code,
        "municipality": place.municipality,
        "town": {code: line(town) for code, town in place.town.items()},
        "latitude": point and point[0],
        "longitude": point and point[1],
        "access": {code: prose(text) for code, text in place.access.items()},
    }
