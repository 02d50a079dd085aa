"""Municipalities: by the morphology's gazetteer, in any case, with Finnish and Swedish names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.entities.content import Content
from nlu.entities.pieces import Piece
from nlu.morphology.gazetteer import Gazetteer
from nlu.morphology.lexicon import Municipality, load_municipalities

_LOCAL = frozenset(("inessive", "elative", "illative", "adessive", "ablative", "allative"))
_NEAR = 3  # pieces between a name and the word that says it is a place
_PREPOSITIONS = frozenset(("i", "från", "till", "in", "from", "to", "near", "nära"))
_SENTENCE_ENDS = frozenset(".!?:\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality at the pieces ``first`` to ``last`` (exclusive)."""

    municipality: Municipality
    first: int
    last: int


class Places:
    """Finds municipalities. A name that is an ordinary word too needs the message to say it is a place."""

    def __init__(self, content: Content) -> None:
        municipalities = load_municipalities()
        self._gazetteer = Gazetteer(municipalities)
        self._by_name = {place.name.lower(): place for place in municipalities}
        self._finnish = content.language == "fi"
        self._ambiguous = content.ambiguous

    def find(self, message: Sequence[Piece]) -> Iterator[Place]:
        """The municipalities in order."""
        for at, piece in enumerate(message):
            place = self._place(piece) if piece.surface[0].isalpha() else None
            last = at + 1
            if place is None and last < len(message):  # "S:t Karins"
                found = self._gazetteer.find(f"{piece.normal} {message[last].normal}")
                place, last = (self._by_name[found.lemma], last + 1) if found else (None, last)
            if place is not None and self._is_meant(place, at, message):
                yield Place(place, at, last)

    def _place(self, piece: Piece) -> Municipality | None:
        if self._finnish:
            for lemma in (piece.lemma, *piece.words[0].lemmas):
                if lemma in self._by_name:
                    return self._by_name[lemma]
        form = piece.normal.removesuffix(":n")
        found = self._gazetteer.find(form)
        if found is None and not self._finnish:
            found = self._gazetteer.find(form.removesuffix("s"))
        return self._by_name[found.lemma] if found else None

    def _is_meant(self, place: Municipality, at: int, message: Sequence[Piece]) -> bool:
        name, piece = place.name.lower(), message[at]
        near = message[max(0, at - _NEAR) : at + _NEAR + 1]
        if any(other.tag == "DWELL" for other in near) or len(message) == 1:
            return True
        if piece.surface[0].isupper() and at and message[at - 1].surface[0] not in _SENTENCE_ENDS:
            return True
        if not self._finnish:
            before = message[at - 1].normal if at else ""
            return name not in self._ambiguous or before in _PREPOSITIONS
        if name in self._ambiguous:
            return piece.lemma == name and piece.words[0].word_class == "name" and piece.case in _LOCAL
        return piece.lemma == name
