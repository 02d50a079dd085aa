"""Entities that are names: symptoms, medicines, services and languages by phrases, and municipalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlu.entities.content import Content, NameRow
from nlu.entities.pieces import Piece, Pieces, as_written
from nlu.morphology import Morphology, Word

_EXACT = "="
_ABOUT_SPEAKING = frozenset(("SPEAK", "TONGUE"))
_NEAR = 3  # pieces between a language and the word about speaking
_SHORTEST_STEM = 4  # letters of a name that an unknown word may begin with
_LONGEST_ENDING = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name found at the pieces ``first`` to ``last`` (exclusive)."""

    entity: str
    value: str
    first: int
    last: int
    absent: bool = False
    unit: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Entity and value."""
        return self.entity, self.value


def unknown_names(content: Content) -> Mapping[str, str]:
    """One-word names by themselves, for reading words that the dictionary does not know."""
    phrases = (phrase for row in content.names for phrase in row.phrases)
    return {phrase: phrase for phrase in phrases if " " not in phrase and not phrase.startswith(_EXACT)}


def stem_of(word: Word, names: Mapping[str, str]) -> str | None:
    """The name that an unknown word is a form of: "ibumetinia", "sertraliinista"."""
    if word.known and not word.repaired:
        return None
    typed = word.surface.lower()
    for length in range(len(typed), max(_SHORTEST_STEM, len(typed) - _LONGEST_ENDING) - 1, -1):
        if typed[:length] in names:
            return names[typed[:length]]
    return None


class Names:
    """Finds the phrases of the content, on base forms and as written."""

    def __init__(self, content: Content, pieces: Pieces, morphology: Morphology) -> None:
        self._language = content.language
        self._matchers = (PhraseMatcher(pieces.vocab, attr="LEMMA"), PhraseMatcher(pieces.vocab, attr="ORTH"))
        self._rows: dict[int, tuple[NameRow, bool]] = {}
        for row in content.names:
            self._add(row, row.phrases, False, pieces, morphology)
            self._add(row, row.absent, True, pieces, morphology)

    def _add(self, row: NameRow, phrases: Sequence[str], absent: bool, pieces: Pieces, morphology: Morphology) -> None:
        key = f"{row.entity}/{row.value}{'/absent' * absent}"
        self._rows[pieces.vocab.strings.add(key)] = row, absent
        for phrase in phrases:
            found = pieces.of(as_written(morphology.analyse(phrase.removeprefix(_EXACT))))
            pieces.learn(*(piece.normal for piece in found), *(piece.lemma for piece in found))
            doc = pieces.doc(found)
            lemmas, spellings = self._matchers
            spellings.add(key, [doc])
            if not phrase.startswith(_EXACT):
                lemmas.add(key, [doc, Doc(pieces.vocab, words=[phrase], lemmas=[phrase])])

    def find(self, doc: Doc, message: Sequence[Piece]) -> list[Name]:
        """The names, the longest of overlapping ones of an entity."""
        found: list[Name] = []
        for matcher in self._matchers:
            for key, first, last in matcher(doc):
                row, absent = self._rows[key]
                found.append(Name(row.entity, row.value, first, last, absent))
        found = [name for name in found if name.entity != "spoken_language" or self._is_spoken(name, message)]
        return list(_longest(found))

    def _is_spoken(self, name: Name, message: Sequence[Piece]) -> bool:
        """A Finnish language name is a country's too: "venäjäksi", "puhun venäjää", "venäjän tulkki"."""
        piece = message[name.first]
        if self._language != "fi" or piece.case == "translative" or piece.lemma.endswith(("kielinen", "kieli")):
            return True
        near = message[max(0, name.first - _NEAR) : name.last + 1]
        return any(other.tag in _ABOUT_SPEAKING for other in near) or len(message) == 1


def _longest(names: Sequence[Name]) -> Iterator[Name]:
    taken: dict[str, set[int]] = {}
    for name in sorted(names, key=lambda name: (name.first - name.last, name.first)):
        places = taken.setdefault(name.entity, set())
        if places.isdisjoint(range(name.first, name.last)):
            places.update(range(name.first, name.last))
            yield name
