"""Municipalities in queries, and distances to them."""

from __future__ import annotations

from collections.abc import Iterable

from services_catalog.record import LANGUAGES, Listing
from services_catalog.search.analysis import Analyser, Term, stems
from services_catalog.vocabulary import Municipality, Vocabulary, kilometres


class Places:
    """The municipalities the catalogue has services in, by every name and village a resident may write."""

    def __init__(self, terms: Vocabulary, analyser: Analyser, codes: Iterable[str]) -> None:
        self._municipalities = terms.municipalities
        self._names: dict[str, str] = {}
        for code in sorted(codes):
            municipality = terms.municipalities[code]
            for name in (*municipality.places, *municipality.names.values()):
                self._names[name.lower()] = code
                for language in LANGUAGES[1:]:  # a stem of Swedish and English; the Finnish base form is the name
                    for term in analyser.terms(name, language):
                        self._names[next(iter(term.tokens))] = code

    def find(self, terms: Iterable[Term]) -> tuple[str | None, frozenset[str]]:
        """The municipality named by the terms, if they name exactly one, and the surfaces that name places."""
        found: dict[str, str] = {}
        for term in terms:
            for token in (*stems(term.surface), *term.tokens):
                if token in self._names:
                    found[term.surface] = self._names[token]
                    break
        codes = set(found.values())
        return (codes.pop() if len(codes) == 1 else None), frozenset(found)

    def distance(self, listing: Listing, code: str) -> float:
        """Kilometres from the municipality's centre to the service: its nearest place, else its area."""
        centre = _point(self._municipalities[code])
        points = [
            (channel.address.latitude, channel.address.longitude)
            for channel in listing.channels
            if channel.address and channel.address.latitude and channel.address.longitude
        ] or [_point(self._municipalities[m]) for m in listing.service.municipalities]
        return min((kilometres(centre, point) for point in points), default=0.0)

    @staticmethod
    def stands_in(listing: Listing, code: str) -> bool:
        """Whether the service has a door or a stop in the municipality."""
        doors = (channel.address.municipality for channel in listing.channels if channel.address)
        return code in doors or any(stop.municipality == code for stop in listing.service.stops)


def _point(municipality: Municipality) -> tuple[float, float]:
    return municipality.latitude, municipality.longitude
