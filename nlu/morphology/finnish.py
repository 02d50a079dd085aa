"""Finnish: from a message to analysed words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from nlu.morphology import dots
from nlu.morphology.choose import Chooser, Reading, choose
from nlu.morphology.compounds import Joiner, Piece
from nlu.morphology.gazetteer import Gazetteer
from nlu.morphology.lexicon import Lexicon
from nlu.morphology.negation import Verb, mark_negation
from nlu.morphology.puhekieli import SpokenRules
from nlu.morphology.recognise import Recogniser
from nlu.morphology.repair import Repairer
from nlu.morphology.spelling import SpellingIndex
from nlu.morphology.tokenise import Token, tokenise
from nlu.morphology.vocabulary import LISTED, ODD, Vocabulary
from nlu.morphology.voikko import Analysis, VoikkoAnalyser
from nlu.morphology.word import Word

_CACHE = 8_000
# Unknown words of a message that get the whole repair and the light one: bounds the time of any message.
_WHOLE, _LIGHT = 10, 24
_EVIDENCE = 50  # unknown words looked at to see whether the writer leaves dots out
_FINITE_MOODS = ("indicative", "conditional", "imperative", "potential")


class FinnishMorphology:
    """Analyser of written and colloquial Finnish. Caches are shared between threads, Voikko is not."""

    def __init__(self, lexicon: Lexicon) -> None:
        voikko = VoikkoAnalyser()
        vocabulary = Vocabulary(lexicon, voikko)
        chooser = Chooser(vocabulary, lexicon.preferences)
        recogniser = Recogniser(lexicon, voikko, chooser, Gazetteer(lexicon.municipalities))
        listed = [(word, word_class) for word, classes in lexicon.vocabulary.items() for word_class in classes]
        places = [(place.name.lower(), "noun") for place in lexicon.municipalities if len(place.name) > 4]
        spelling = SpellingIndex([*listed, *lexicon.own_words.items(), *places])
        self._repairer = Repairer(vocabulary, recogniser, chooser, SpokenRules(lexicon.rules), spelling)
        self._dotless = lexicon.dotless
        self._vocabulary = vocabulary
        self._recognise = lru_cache(maxsize=_CACHE)(recogniser.recognise)
        self._light = lru_cache(maxsize=_CACHE)(self._repairer.light)
        self._repair = lru_cache(maxsize=_CACHE)(self._repairer.repair)
        self._split = lru_cache(maxsize=_CACHE)(self._repairer.split)
        self._respell = lru_cache(maxsize=_CACHE)(self._repairer.respell)
        self._throughout = lru_cache(maxsize=_CACHE)(self._repairer.dotted_throughout)
        self._dotted = lru_cache(maxsize=_CACHE)(self._repairer.dotted)
        self._joiner = Joiner(vocabulary, self._recognise)

    @property
    def language(self) -> str:
        """ "fi"."""
        return "fi"

    def analyse(self, text: str) -> tuple[Word, ...]:
        """Return the words of ``text`` with their chosen analyses."""
        pieces, readings = self._read(tokenise(text))
        pieces, readings = self._joiner.join(text, pieces, readings)
        words, verbs = [], []
        for at, (piece, reading) in enumerate(zip(pieces, readings, strict=True)):
            if reading is None:
                words.append(_plain(piece))
                verbs.append(Verb.NONE)
            else:
                analysis = choose(readings, at)
                words.append(_word(piece, reading, analysis))
                verbs.append(_verb(reading, analysis))
        return mark_negation(words, verbs)

    def _read(self, tokens: Sequence[Token]) -> tuple[list[Piece], list[Reading | None]]:
        """The readings of the tokens; a token that is two words run together gives two pieces."""
        known = [self._recognise(token.normal) if token.kind == "word" else None for token in tokens]
        without_dots = self._lacks_dots(tokens, known)
        pieces: list[Piece] = []
        readings: list[Reading | None] = []
        unknown = 0
        for token, reading in zip(tokens, known, strict=True):
            halves = None
            if token.kind == "word":
                if without_dots:
                    reading = self._with_dots(token.normal, reading)
                if reading is None:
                    unknown += 1
                    reading, halves = self._mended(token.normal, unknown, without_dots)
                elif self._is_odd(reading) and unknown < _WHOLE:
                    unknown += 1
                    reading = self._respelt(reading)
            if halves is not None and len(token.surface) == len(token.normal):
                first, second, at = halves
                pieces += [_piece(token, 0, at), _piece(token, at, len(token.surface))]
                readings += [first, second]
            else:
                pieces.append(_piece(token, 0, len(token.surface)))
                readings.append(reading)
        return pieces, readings

    def _lacks_dots(self, tokens: Sequence[Token], known: Sequence[Reading | None]) -> bool:
        """True when the writer leaves dots out: none in the message and some word that needs them."""
        words = [token.normal for token in tokens if token.kind == "word"]
        if any("ä" in word or "ö" in word for word in words):
            return False
        unknown = [t.normal for t, reading in zip(tokens, known, strict=True) if t.kind == "word" and reading is None]
        return any(self._throughout(form) is not None for form in unknown[:_EVIDENCE])

    def _with_dots(self, form: str, reading: Reading | None) -> Reading | None:
        """The dotted reading of a form that the table names, or that is none of our words as it stands."""
        meant = self._dotless.get(form)
        if meant is not None:
            found = self._recognise(meant)
            return reading if found is None else replace(found, repaired=True)
        if reading is None or self._vocabulary.grade(reading.analyses[0]) == LISTED or reading.extra:
            return reading
        return (self._dotted(form, LISTED) if dots.can_lack_dots(form) else None) or reading

    def _is_odd(self, reading: Reading) -> bool:
        """True for a long compound that Voikko allows but whose parts are not all ours."""
        best = reading.analyses[0]
        odd = len(best.parts) > 1 and not best.place and self._vocabulary.grade(best) == ODD
        return odd and len(reading.normal) > 7

    def _respelt(self, reading: Reading) -> Reading:
        if dots.can_lack_dots(reading.normal):
            dotted = self._dotted(reading.normal, LISTED)
            if dotted is not None:
                return dotted
        found = self._respell(reading.normal)
        typed = reading.analyses[0]
        if found is None or (typed.case, typed.number) != (found.analyses[0].case, found.analyses[0].number):
            return reading
        return replace(found, lemmas=tuple(dict.fromkeys((*found.lemmas, *reading.lemmas))))

    def _mended(
        self, form: str, number: int, without_dots: bool
    ) -> tuple[Reading | None, tuple[Reading, Reading, int] | None]:
        """The repair of the ``number``-th unknown word: one reading, or two words run together."""
        if number > _LIGHT:
            return self._throughout(form), None
        light = self._light(form, without_dots)
        if light is not None or number > _WHOLE:
            return light, None
        halves = self._split(form, True)
        if halves is not None:
            return None, halves
        whole = self._repair(form)
        return (whole, None) if whole is not None else (None, self._split(form, False))


def _piece(token: Token, start: int, end: int) -> Piece:
    form = token.normal if end - start == len(token.surface) else token.normal[start:end]
    return Piece(token.surface[start:end], token.start + start, token.start + end, token.kind, form)


def _plain(piece: Piece) -> Word:
    """A word without analysis: punctuation, numbers, and what nothing knows."""
    kind = "unknown" if piece.kind == "word" else piece.kind
    form = piece.form
    return Word(piece.surface, piece.start, piece.end, form, form, (form,), (form,), kind, known=kind != "unknown")


def _word(piece: Piece, reading: Reading, analysis: Analysis) -> Word:
    others = (lemma for lemma in reading.lemmas if lemma != analysis.lemma)
    return Word(
        piece.surface, piece.start, piece.end, reading.normal, analysis.lemma, (analysis.lemma, *others),
        analysis.parts, analysis.word_class, analysis.case, analysis.number, analysis.person, analysis.tense,
        analysis.mood, repaired=reading.repaired,
    )  # fmt: skip


def _verb(reading: Reading, analysis: Analysis) -> Verb:
    if analysis.word_class != "verb" or analysis.mood not in _FINITE_MOODS:
        return Verb.NONE
    open_to_negation = any(a.connegative for a in reading.analyses if a.lemma == analysis.lemma)
    return Verb.OPEN if open_to_negation else Verb.FINITE
