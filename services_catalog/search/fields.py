"""What of a service is indexed where, and how much a match there counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from services_catalog.record import LANGUAGES, Language, Listing
from services_catalog.search.analysis import Analyser, whole_name
from services_catalog.vocabulary import Vocabulary

BOOSTS: Mapping[str, float] = {
    "name": 5.0,
    "alternative_name": 4.0,
    "place": 1.5,
    "summary": 1.5,
    "description": 0.8,
}
"""A match in a name says what the service is; one in a description may be an aside."""

NAMES = ("name", "alternative_name")
PROSE = ("place", "description")

KINDS = ("exact", "loose")
LOOSE = 0.6
"""Weight of a match with a compound's part or a less plausible base form of the service's text."""

FACETS = ("municipality", "audience", "language", "channel", "free", "topic", "also_topic")
ANYWHERE = "*"


def field(group: str, kind: str, language: Language) -> str:
    """Name of the index field of one group of texts."""
    return f"{group}_{kind}_{language}"


def whole_field(language: Language) -> str:
    """Name of the index field of whole names, each one token."""
    return f"whole_{language}"


TEXT_FIELDS = tuple(field(group, kind, language) for group in BOOSTS for kind in KINDS for language in LANGUAGES)


def token_fields(listing: Listing, analyser: Analyser, terms: Vocabulary) -> dict[str, str]:
    """Field -> tokens separated by spaces, for every text field of a service that has any."""
    result: dict[str, str] = {}
    whole: dict[Language, list[str]] = {language: [] for language in LANGUAGES}
    for language in LANGUAGES:
        for group, texts in _texts(listing, language, terms):
            found = [analyser.tokens(text, language, prose=group in PROSE) for text in texts]
            exact, loose = ("".join(one.exact for one in found), "".join(one.loose for one in found))
            for kind, tokens in zip(KINDS, (exact, loose), strict=True):
                if tokens:
                    result[field(group, kind, language)] = tokens
            if group in NAMES:
                whole[language] += [whole_name(one.exact.split()) for one in found if one.exact and one.whole]
    return result | {whole_field(language): " ".join(names) for language, names in whole.items()}


def facet_fields(listing: Listing) -> dict[str, str]:
    """Field -> values separated by spaces, for every facet."""
    service = listing.service
    values: dict[str, Iterable[str]] = {
        "municipality": (ANYWHERE,) if service.nationwide else service.municipalities,
        "audience": service.audiences,
        "language": service.languages,
        "channel": {channel.kind for channel in listing.channels},
        "free": () if service.free is None else (str(service.free).lower(),),
        "topic": service.topics,
        "also_topic": service.also_topics,
    }
    return {facet: " ".join(sorted(values[facet])) for facet in FACETS}


def _texts(listing: Listing, language: Language, terms: Vocabulary) -> Iterator[tuple[str, Iterable[str]]]:
    service = listing.service
    if texts := service.texts.get(language):
        yield "name", (texts.name,)
        yield "alternative_name", texts.alternative_names
        yield "summary", (texts.summary,)
        yield "description", (texts.description, texts.instruction, texts.eligibility, *texts.documents)
    addresses = [channel.address for channel in listing.channels if channel.address]
    codes = {address.municipality for address in addresses} | {stop.municipality for stop in service.stops}
    yield (
        "place",
        (
            *(terms.municipalities[code].name(language) for code in sorted(codes) if code in terms.municipalities),
            *(address.town[language] for address in addresses if language in address.town),
            *(channel.names[language] for channel in listing.channels if channel.address and language in channel.names),
            *(address.street[language] for address in addresses if language in address.street),
            *(stop.place[language] for stop in service.stops if language in stop.place),
        ),
    )
