"""How hard a Finnish text is: the school grade that Osmo A. Wiio's short formula gives.

    grade = 2.7 + 0.3 * (words whose base form has four syllables or more, per 100 known words)

Source: Wiio, O. A. (1968), Readability, Comprehension and Readership; as the program voikko-readability of the Voikko
project counts it. Comprehensive school has nine grades, so a text above 9 asks for more than every reader has.
Texts of few words jump with each word, so they are not judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nlu.morphology.voikko import VoikkoAnalyser

HARD = 9.0
"""Above this grade a text is hard."""
LONG_SYLLABLES = 4
FEWEST_WORDS = 40
"""Words a text must have to be judged."""
MOST_SHOWN = 8

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUCLEI = re.compile(
    r"aa|ee|ii|oo|uu|yy|ää|öö|ai|ei|oi|ui|yi|äi|öi|au|eu|iu|ou|ey|iy|äy|öy|ie|uo|yö|[aeiouyäöå]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Readability:
    """The grade of a text, and the words that make it hard, each once."""

    grade: float
    long_words: tuple[str, ...]

    @property
    def hard(self) -> bool:
        """Whether comprehensive school is not enough."""
        return self.grade > HARD


@lru_cache(maxsize=4096)
def readability(text: str) -> Readability | None:
    """How hard a Finnish text is; None when it is too short to tell."""
    readings = [(word, _analyser().analyses(word)) for word in _WORD.findall(text)]
    words = [(word, found[0].lemma) for word, found in readings if found]
    if len(words) < FEWEST_WORDS:
        return None
    long = [word for word, lemma in words if syllables(lemma) >= LONG_SYLLABLES]
    shown = sorted(dict.fromkeys(word.lower() for word in long), key=len, reverse=True)[:MOST_SHOWN]
    return Readability(round(2.7 + 30 * len(long) / len(words), 1), tuple(shown))


def syllables(word: str) -> int:
    """Syllables of a Finnish word: its vowel nuclei, a long vowel or a diphthong being one.

    "ie", "uo" and "yö" are diphthongs in the first syllable only ("tie", but "ra-di-o" and "ap-ti-e").
    """
    count = 0
    for found in _NUCLEI.finditer(word):
        two = found[0].lower() in ("ie", "uo", "yö") and count > 0
        count += 2 if two else 1
    return count


@cache
def _analyser() -> VoikkoAnalyser:
    return VoikkoAnalyser()
