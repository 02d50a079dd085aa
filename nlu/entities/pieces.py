"""From analysed words to pieces: the tokens of the spaCy Doc, each with its word class and value.

A piece is a word, an expression of several words that the content names ("i går"), or a number of several words
("38 ja puoli"). The Doc's words are the spellings, its lemmas the base forms, its tags the classes and its morphs
the case; words that no content speaks of become "_", so that the vocabulary does not grow with what people write.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlu.entities.content import ClassRow, Content, EntityContentError
from nlu.entities.numbers import HALF, NumberReader
from nlu.entities.numerals import Numerals
from nlu.morphology import Morphology, Word

_LONGEST = 3  # words of an expression
_OTHER = "_"
_EXACT = "="
_HALF_LEMMA = "puoli"  # of "puol" too, for "puoli neljältä"
_MARKS = {"-": "DASH", "–": "DASH", "—": "DASH", ",": "COMMA", "/": "SLASH", ".": "DOT", "+": "PLUS"}
_STREETS = frozenset(("tie", "katu", "kuja", "polku", "väylä", "raitti", "bulevardi", "kaari"))
_SWEDISH_STREETS = ("gatan", "vägen", "gränden", "stigen")
_PAINS = frozenset(("kipu", "särky", "vaiva", "kolotus", "jomotus", "oire", "vamma"))
_PAIN_ENDINGS = ("ont", "värk", "smärta", "smärtor", "smärtan")


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of the Doc. ``value`` is a number for NUM, (number, unit) for AGEWORD, (hour, minute) for TIME, a date
    for DATE, and the value of the class otherwise.
    """

    words: tuple[Word, ...]
    tag: str = ""
    value: object = None
    pain: str | None = None

    @property
    def start(self) -> int:
        """Where the piece begins in the text."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the piece ends in the text."""
        return self.words[-1].end

    @property
    def surface(self) -> str:
        """As written, spaces made single."""
        return " ".join(word.surface for word in self.words)

    @property
    def lemma(self) -> str:
        """The base forms."""
        return " ".join(word.lemma for word in self.words)

    @property
    def normal(self) -> str:
        """The repaired spelling in lower case."""
        return " ".join(word.normal for word in self.words)

    @property
    def case(self) -> str | None:
        """The case of the last word."""
        return self.words[-1].case

    @property
    def negated(self) -> bool:
        """Whether any word is in the scope of a negation."""
        return any(word.negated for word in self.words)


@dataclass(slots=True)
class _Index:
    """Class rows by spelling and by base form."""

    forms: dict[tuple[str, ...], ClassRow] = field(default_factory=dict)
    lemmas: dict[tuple[str, ...], ClassRow] = field(default_factory=dict)


class Pieces:
    """Makes pieces and Docs of one language."""

    def __init__(self, content: Content, morphology: Morphology, unknown: Callable[[Word], str | None]) -> None:
        self.vocab = Vocab()
        self._numerals = Numerals(content.numerals, content.language)
        self._numbers = NumberReader(self._numerals)
        self._unknown = unknown
        self._index = _Index()
        for row in content.classes:
            for word in row.words:
                self._add(row, word, morphology)
        self._openings = {key[0] for keys in (self._index.forms, self._index.lemmas) for key in keys if len(key) > 1}

    def _add(self, row: ClassRow, phrase: str, morphology: Morphology) -> None:
        words = as_written(morphology.analyse(phrase.removeprefix(_EXACT)))
        keys = [(self._index.forms, tuple(word.surface.lower() for word in words))]
        if not phrase.startswith(_EXACT):
            keys.append((self._index.lemmas, tuple(word.lemma for word in words)))
            if len(words) == 1:  # a base form may be read as a form of another word: "vuosi" is also of "vuo"
                keys.append((self._index.lemmas, (phrase,)))
        for index, key in keys:
            other = index.setdefault(key, row)
            if other.name != row.name:
                raise EntityContentError(f"{row.name}: {row.value}: {phrase!r} is also in {other.name}: {other.value}")

    def of(self, words: Sequence[Word]) -> tuple[Piece, ...]:
        """The pieces of a message in order."""
        pieces: list[Piece] = []
        at = 0
        while at < len(words):
            piece = self._expression(words, at) or self._number(words, at) or self._word(words[at])
            pieces.append(piece)
            at += len(piece.words)
        return tuple(pieces)

    def doc(self, pieces: Sequence[Piece]) -> Doc:
        """The spaCy Doc of the pieces, token for piece."""
        strings = self.vocab.strings
        return Doc(
            self.vocab,
            words=[normal if (normal := piece.normal) in strings else _OTHER for piece in pieces],
            lemmas=[lemma if (lemma := self._lemma(piece)) in strings else _OTHER for piece in pieces],
            tags=[piece.tag for piece in pieces],
            morphs=[_morph(piece) for piece in pieces],
        )

    def learn(self, *strings: str) -> None:
        """Make strings known to the vocabulary, so that Docs keep them."""
        for string in strings:
            self.vocab.strings.add(string)

    def _lemma(self, piece: Piece) -> str:
        if piece.value == HALF and piece.tag == "NUM":
            return _HALF_LEMMA
        return (self._unknown(piece.words[0]) if len(piece.words) == 1 else None) or piece.lemma

    def _expression(self, words: Sequence[Word], at: int) -> Piece | None:
        """A piece of a class by its spelling as typed, as repaired, or by its base forms; the longest."""
        longest = _LONGEST if {words[at].surface.lower(), words[at].normal, words[at].lemma} & self._openings else 1
        for length in range(min(longest, len(words) - at), 0, -1):
            group = tuple(words[at : at + length])
            row = (
                self._index.forms.get(tuple(word.surface.lower() for word in group))
                or self._index.forms.get(tuple(word.normal for word in group))
                or self._index.lemmas.get(tuple(word.lemma for word in group))
            )
            if row is not None:
                return Piece(group, row.name, row.value, row.pain)
        return None

    def _number(self, words: Sequence[Word], at: int) -> Piece | None:
        number = self._numbers.read(words, at)
        return Piece(tuple(words[at : number.end]), number.tag, number.value) if number else None

    def _word(self, word: Word) -> Piece:
        if word.surface in _MARKS:
            return Piece((word,), _MARKS[word.surface])
        if word.word_class == "negation":
            return Piece((word,), "NEG")
        age = self._numerals.age(word.lemma, word.normal)
        if age is not None:
            return Piece((word,), "AGEWORD", age)
        body = self._pained(word)
        if body is not None:
            return Piece((word,), "PAINED", body.value, body.pain)
        if (len(word.parts) > 1 and word.parts[-1] in _STREETS) or word.normal.endswith(_SWEDISH_STREETS):
            return Piece((word,), "STREET")
        return Piece((word,))

    def _pained(self, word: Word) -> ClassRow | None:
        """The body part of a compound that says it hurts: "polvikipu", "knävärk"."""
        if len(word.parts) > 1 and word.parts[-1] in _PAINS:
            row = self._index.lemmas.get((word.parts[0],))
        else:
            ending = next((e for e in _PAIN_ENDINGS if word.normal.endswith(e) and len(word.normal) > len(e) + 2), None)
            row = self._index.forms.get((word.normal.removesuffix(ending),)) if ending else None
        return row if row is not None and row.name == "BODY" else None


def as_written(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words of the content, whose spelling is right even where the morphology would mend it ("kestine")."""
    return tuple(
        replace(word, normal=word.surface.lower(), lemma=word.surface.lower()) if word.repaired else word
        for word in words
    )


def _morph(piece: Piece) -> str:
    last = piece.words[-1]
    features = ((name, value) for name, value in (("Case", last.case), ("Number", last.number)) if value)
    return "|".join(f"{name}={value}" for name, value in features)
