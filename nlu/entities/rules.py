"""The rules of rules.yml as spaCy Matchers over word classes, base forms and cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc

from nlu.entities.content import EntityContentError, RuleRow
from nlu.entities.pieces import Piece, Pieces
from nlu.morphology import Morphology

_OPERATORS = "?*+"
_SKIPPED = frozenset(("LIGHT", "BE", "MORE", "SOMEWHAT", "ABOUT", "AND"))
# Never begin or end an entity
_EDGELESS = frozenset(("_", "LIGHT", "BE", "MAKES", "NEG", "COMMA", "AND", "PREP", "SELF", "ABOUT"))


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule's pattern fits: the pieces of the entity, and all with their context.

    ``first`` and ``last`` (exclusive) are indexes of the entity's pieces in the message, ``reach`` the number of
    pieces that fitted, context included.
    """

    rule: RuleRow
    order: int
    pieces: tuple[Piece, ...]
    context: tuple[Piece, ...]
    first: int
    last: int
    reach: int
    message: tuple[Piece, ...]

    def of(self, *tags: str) -> list[Piece]:
        """The entity's pieces of these classes, in order."""
        return [piece for piece in self.pieces if piece.tag in tags]

    def numbers(self) -> list[float]:
        """The numbers in order."""
        return [float(str(piece.value)) for piece in self.pieces if piece.tag == "NUM"]

    def following(self, step: int = 0) -> Piece | None:
        """The piece after the entity."""
        at = self.last + step
        return self.message[at] if at < len(self.message) else None

    def before(self) -> Piece | None:
        """The piece before the entity."""
        return self.message[self.first - 1] if self.first else None


@dataclass(frozen=True, slots=True)
class _Pattern:
    rule: RuleRow
    order: int
    context: tuple[bool, ...]


class Rules:
    """Finds the rules' patterns in a message."""

    def __init__(self, rows: Sequence[RuleRow], pieces: Pieces, morphology: Morphology) -> None:
        self._matcher = Matcher(pieces.vocab)
        self._patterns: dict[int, _Pattern] = {}
        for order, row in enumerate(rows):
            for number, text in enumerate(row.patterns):
                tokens = [_Token(row, word, pieces, morphology) for word in text.split()]
                if not tokens or all(token.context for token in tokens):
                    raise EntityContentError(f"rules.yml: {row.name}: {text!r} has no entity")
                key = f"{row.name}/{number}"
                self._matcher.add(key, [[token.spec for token in tokens]])
                context = tuple(token.context for token in tokens)
                self._patterns[pieces.vocab.strings[key]] = _Pattern(row, order, context)

    def find(self, doc: Doc, message: tuple[Piece, ...]) -> Iterator[Match]:
        """Every match of every rule, overlapping ones too."""
        matches: Any = self._matcher(doc, with_alignments=True)  # spaCy's types do not know of alignments
        for key, start, end, alignment in matches:
            pattern = self._patterns[key]
            if pattern.rule.alone and not _says_nothing_else(message, start, end):
                continue
            inner = [start + at for at, token in enumerate(alignment) if not pattern.context[token]]
            if not inner:
                continue
            first, last = inner[0], inner[-1] + 1
            yield Match(
                pattern.rule,
                pattern.order,
                message[first:last],
                message[start:end],
                first,
                last,
                end - start,
                message,
            )


class _Token:
    """One word of a pattern: its spaCy token specification, and whether it is only context."""

    def __init__(self, row: RuleRow, text: str, pieces: Pieces, morphology: Morphology) -> None:
        word = text
        operator = word[-1] if len(word) > 1 and word[-1] in _OPERATORS else ""
        word = word.removesuffix(operator) if operator else word
        self.context = word.startswith("(") and word.endswith(")")
        word = word[1:-1] if self.context else word
        self.context = self.context or _EDGELESS.issuperset(word.split("|"))
        self.spec: dict[str, Any] = {} if word == "_" else self._attributes(row, word, pieces, morphology)
        if operator:
            self.spec["OP"] = operator

    @staticmethod
    def _attributes(row: RuleRow, word: str, pieces: Pieces, morphology: Morphology) -> dict[str, Any]:
        options, *features = word.split(":") if len(word) > 1 else [word]
        choices = options.split("|") if len(options) > 1 else [options]
        tags = [choice for choice in choices if choice.isupper() and len(choice) > 1]
        exact = [choice.removeprefix("=") for choice in choices if choice.startswith("=")]
        lemmas = [choice for choice in choices if choice not in tags and not choice.startswith("=")]
        if sum(map(bool, (tags, exact, lemmas))) != 1:
            raise EntityContentError(f"rules.yml: {row.name}: {word!r} mixes classes, base forms and spellings")
        spec: dict[str, Any] = {}
        if tags:
            spec["TAG"] = {"IN": tags}
        elif exact:
            pieces.learn(*exact)
            spec["ORTH"] = {"IN": exact}
        else:
            forms = [" ".join(found.lemma for found in morphology.analyse(choice)) for choice in lemmas]
            pieces.learn(*forms)
            spec["LEMMA"] = {"IN": forms}
        names = {"plural": "Number", "singular": "Number"}
        if features:
            spec["MORPH"] = {"IS_SUPERSET": [f"{names.get(feature, 'Case')}={feature}" for feature in features]}
        return spec


def _says_nothing_else(message: tuple[Piece, ...], start: int, end: int) -> bool:
    """Whether the pieces outside carry no meaning."""
    rest = (*message[:start], *message[end:])
    return all(piece.tag in _SKIPPED or piece.words[0].word_class == "punct" for piece in rest)
