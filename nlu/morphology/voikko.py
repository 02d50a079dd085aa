"""Voikko behind a thread-safe, cached face that speaks in standard grammatical terms."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from libvoikko import Voikko

CASES = {
    "nimento": "nominative", "omanto": "genitive", "osanto": "partitive", "kohdanto": "accusative",
    "olento": "essive", "tulento": "translative", "sisaolento": "inessive", "sisaeronto": "elative",
    "sisatulento": "illative", "ulkoolento": "adessive", "ulkoeronto": "ablative",
    "ulkotulento": "allative", "vajanto": "abessive", "keinonto": "instructive", "seuranto": "comitative",
}  # fmt: skip
CLASSES = {
    "nimisana": "noun", "laatusana": "adjective", "nimisana_laatusana": "adjective", "teonsana": "verb",
    "seikkasana": "adverb", "asemosana": "pronoun", "lukusana": "numeral", "kieltosana": "negation",
    "sidesana": "conjunction", "suhdesana": "adposition", "huudahdussana": "particle",
    "lyhenne": "abbreviation", "etuliite": "prefix", "etunimi": "name", "sukunimi": "name",
    "paikannimi": "name", "nimi": "name",
}  # fmt: skip
_TENSES = {"present_simple": "present", "past_imperfective": "past"}
_BASE = re.compile(r"\+[^()+]*\(([^()+]+)\)")
_MAX_LENGTH = 100  # Voikko gives up at 255; no Finnish word in a message is longer than this
_NOMINAL = ("nimisana", "laatusana", "nimisana_laatusana")


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word form. ``bases`` are other base forms of the same reading: a participle's
    adjective or the verb behind it; ``connegative`` marks a form that can follow "ei"."""

    lemma: str
    word_class: str
    parts: tuple[str, ...]
    case: str | None = None
    number: str | None = None
    person: str | None = None
    tense: str | None = None
    mood: str | None = None
    bases: tuple[str, ...] = ()
    connegative: bool = False
    possessive: bool = False
    place: bool = False


class VoikkoAnalyser:
    """Analyses single words. One Voikko instance per thread: sharing one crashes the process."""

    def __init__(self, cache_size: int = 8_000) -> None:
        self._local = threading.local()
        self.analyses = lru_cache(maxsize=cache_size)(self._analyses)

    def _raw(self, word: str) -> list[dict[str, str]]:
        voikko = getattr(self._local, "voikko", None)
        if voikko is None:
            voikko = self._local.voikko = Voikko("fi")
        return list(voikko.analyze(word))

    def classes(self, word: str) -> frozenset[tuple[str, str]]:
        """Voikko's own class ("etunimi", "nimisana") and base form of all readings of ``word``, letter case minded."""
        return frozenset((raw.get("CLASS", ""), raw.get("BASEFORM", "")) for raw in self._raw(word[:_MAX_LENGTH]))

    def _analyses(self, word: str) -> tuple[Analysis, ...]:
        """All distinct readings of ``word`` in Voikko's order; empty when Voikko does not know it."""
        if len(word) > _MAX_LENGTH:
            return ()
        return tuple(dict.fromkeys(reading for raw in self._raw(word) for reading in self._readings(raw)))

    def _readings(self, raw: dict[str, str]) -> Iterator[Analysis]:
        """The reading of ``raw``; a participle gives two, as a verb form and as an adjective."""
        lemma = raw["BASEFORM"].lower()
        word_class = CLASSES.get(raw.get("CLASS", ""), "unknown")
        mood, tense = raw.get("MOOD"), _TENSES.get(raw.get("TENSE", ""))
        participle = raw.get("PARTICIPLE")
        parts = self._parts(raw, lemma)
        verb = self._verb_behind(raw) if participle and len(parts) == 1 else None
        bases: tuple[str, ...] = (verb,) if verb else ()
        if mood == "MINEN-infinitive":
            bases = (lemma[:-1] + "minen",)
        person = "passive" if raw.get("PERSON") == "4" else raw.get("PERSON")
        shared = {
            "case": CASES.get(raw.get("SIJAMUOTO", "")),
            "number": raw.get("NUMBER"),
            "person": person,
            "connegative": raw.get("NEGATIVE") in ("true", "both") and mood != "A-infinitive",
            "possessive": "POSSESSIVE" in raw,
            "place": raw.get("CLASS") == "paikannimi",
        }
        if verb:
            when = "past" if str(participle).startswith("past") else "present"
            yield Analysis(verb, "verb", (verb,), tense=when, mood="participle", bases=(lemma,), **shared)  # type: ignore[arg-type]
        yield Analysis(lemma, word_class, parts, tense=tense, mood=mood, bases=bases, **shared)  # type: ignore[arg-type]

    def _verb_behind(self, raw: dict[str, str]) -> str | None:
        bases = _BASE.findall(raw.get("WORDBASES", ""))
        is_verb = "[Lt]" in raw.get("FSTOUTPUT", "") and bases
        return str(bases[-1]).lower() if is_verb and bases[-1].endswith(("a", "ä")) else None

    def _parts(self, raw: dict[str, str], lemma: str) -> tuple[str, ...]:
        """Base forms of the parts of a compound; STRUCTURE marks each part's start with "="."""
        lengths = [len(part) for part in raw.get("STRUCTURE", "").replace("-", "").split("=") if part]
        if len(lengths) < 2:
            return (lemma,)
        written = lemma.replace("-", "")
        parts, at = [], 0
        for length in lengths[:-1]:
            parts.append(self._base_of_part(written[at : at + length]))
            at += length
        return (*parts, written[at:] or written)

    def _base_of_part(self, part: str) -> str:
        for raw in self._raw(part):
            if raw.get("CLASS") in _NOMINAL:
                return str(raw["BASEFORM"]).lower()
        return part
