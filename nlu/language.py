"""Which language a message is in: Finnish, Swedish or English.

Naive Bayes over word lists and character trigrams, both from nlu/data/lexicon/languages.yml. Spellings
without dots count too. A short or unclear message keeps the conversation's language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.morphology.lexicon import load_municipalities

LANGUAGES = ("fi", "sv", "en")
_FILE = Path(__file__).resolve().parent / "data" / "lexicon" / "languages.yml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNDOTTED = str.maketrans("äöå", "aoa")
_MOST_WORDS = 200  # enough of a long message to know its language
_LISTED = 4.0  # log-odds of a word that is on one language's list only
_SHARED = 1.0
_WEIGHT = 0.4  # letters of a word are not independent
_CLIP = 6.0  # no single unlisted word decides alone
# Log-odds between the two likeliest languages: to be sure of a message of one or two words, and of a longer.
_SURE_SHORT, _SURE = 3.5, 1.0
_PRIOR = 0.3  # in favour of the conversation's language
# Said across languages: alone, or with names of places, they do not change the language of a conversation.
_COURTESIES = frozenset(
    ("ok", "okei", "okej", "okay", "kiitos", "kiitti", "tack", "thanks", "thank", "you", "joo", "jo", "ja", "juu",
     "yes", "no", "nej", "ei", "en", "moi", "moro", "super", "bra")
)  # fmt: skip
_VOWEL = re.compile(r"[aeiouyåäö]")
_CLEAR_WORD = 2.5  # log-odds from which one word counts as of a language, for mixing


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """``sure`` is False when the text is too short or unclear and the conversation's language was kept;
    ``mixed`` is True when another language has a substantial part of the message."""

    language: str
    sure: bool
    mixed: bool


class LanguageIdentifier:
    """Scores words for each language. Thread-safe: its tables do not change after loading."""

    def __init__(self, words: dict[str, frozenset[str]], names: frozenset[str] = frozenset()) -> None:
        self._neutral = _COURTESIES | names
        self._lists = {
            language: listed | {word.translate(_UNDOTTED) for word in listed} for language, listed in words.items()
        }
        self._profiles = {language: _Profile(listed) for language, listed in self._lists.items()}
        self._word_scores = lru_cache(maxsize=20_000)(self._score_word)

    def identify(self, text: str, conversation: str) -> LanguageGuess:
        """Guess the language of ``text`` given the conversation's language so far."""
        words = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)][:_MOST_WORDS]
        if all(word in self._neutral or self._is_nonsense(word) for word in words):
            return LanguageGuess(conversation, sure=False, mixed=False)
        scores = [self._word_scores(word[:40]) for word in words]
        totals = {language: sum(score[at] for score in scores) for at, language in enumerate(LANGUAGES)}
        if conversation in totals:
            totals[conversation] += _PRIOR
        best, second = sorted(totals, key=lambda language: -totals[language])[:2]
        margin = totals[best] - totals[second]
        sure = margin >= (_SURE if len(words) > 2 else _SURE_SHORT)
        if not sure:
            return LanguageGuess(conversation, sure=False, mixed=False)
        return LanguageGuess(best, sure=True, mixed=_is_mixed(scores, best))

    def _is_nonsense(self, word: str) -> bool:
        """Keys hit at random ("qwrt"): no vowel, and no abbreviation of any list."""
        return not _VOWEL.search(word) and not any(word in listed for listed in self._lists.values())

    def _score_word(self, word: str) -> tuple[float, ...]:
        """Log-odds of each language for one word, the likeliest at 0 or above and the rest below it."""
        on_lists = [word in self._lists[language] for language in LANGUAGES]
        bonus = _LISTED if sum(on_lists) == 1 else _SHARED
        letters = [self._profiles[language].log_probability(word) for language in LANGUAGES]
        scores = [_WEIGHT * score + bonus * listed for score, listed in zip(letters, on_lists, strict=True)]
        top = max(scores)
        return tuple(max(score - top, -_CLIP) + _CLIP for score in scores)


def _is_mixed(scores: list[tuple[float, ...]], best: str) -> bool:
    """True when at least two words and a quarter of the clear words are of one other language."""
    clear: Counter[str] = Counter()
    for score in scores:
        ranked = sorted(score, reverse=True)
        if ranked[0] - ranked[1] >= _CLEAR_WORD:
            clear[LANGUAGES[score.index(ranked[0])]] += 1
    others = max((count for language, count in clear.items() if language != best), default=0)
    return others >= 2 and others * 4 >= sum(clear.values())


class _Profile:
    """Letters of one language: the probability of a letter after the two before it, smoothed by shorter
    contexts (Witten-Bell)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._followers: dict[str, set[str]] = {}
        for word in words:
            padded = f"  {word} "
            for at in range(2, len(padded)):
                for context in (padded[at - 2 : at], padded[at - 1], ""):
                    self._counts[context + "|"] += 1
                    self._counts[context + "|" + padded[at]] += 1
                    self._followers.setdefault(context, set()).add(padded[at])

    def log_probability(self, word: str) -> float:
        """Natural logarithm of the probability of ``word`` with its end."""
        padded = f"  {word} "
        return sum(math.log(self._probability(padded[at - 2 : at], padded[at])) for at in range(2, len(padded)))

    def _probability(self, context: str, letter: str) -> float:
        kinds = len(self._followers.get(context, ()))
        seen = self._counts[context + "|"]
        shorter = self._probability(context[1:], letter) if context else 1 / 60
        return (self._counts[context + "|" + letter] + kinds * shorter) / (seen + kinds) if seen else shorter


@lru_cache(maxsize=1)
def create_identifier() -> LanguageIdentifier:
    """Read the word lists and build the identifier, once per process. Raises ValueError naming the key."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        if not isinstance(content.get("words", {}).get(language), str):
            raise ValueError(f"{_FILE.name}: words: {language}: must be words separated by spaces")
    lists = {language: frozenset(content["words"][language].split()) for language in LANGUAGES}
    places = load_municipalities()
    return LanguageIdentifier(lists, frozenset(n.lower() for place in places for n in (place.name, place.swedish)))


def identify(text: str, conversation: str = "fi") -> LanguageGuess:
    """Guess the language of ``text``; unclear text keeps ``conversation``."""
    return create_identifier().identify(text, conversation)


# How each language is named, by the language of the speaker, and the words that make it a wish to switch.
_NAMES = {language: re.compile(rf"\b(?:{names})") for language, names in {
    "sv": r"(?:på )?svenska\b|ruotsi(?:ksi?|a|i)?\b|ruotsin ?kiel|vaih\w+ (?:\w+ )?ruotsiin\b|swedish\b",
    "fi": r"(?:på )?finska\b|suomi\b|suome(?:ksi?|a|e)\b|suomen ?kiel|vaih\w+ (?:\w+ )?suomeen\b|finnish\b",
    "en": r"(?:på )?engelska\b|engla(?:nti[ai]?|nn?iksi?)\b|englannin ?kiel|vaih\w+ (?:\w+ )?englantiin\b|english\b",
}.items()}  # fmt: skip
_WISH = re.compile(
    r"\b(?:puhu|puhut|juttel|jutella|keskustel|jatk|vaihd|vaihe|vaihta|saako|saada|haluan|haluun|haluaisin|kieltä|kielen"
    r"|kielellä|kieli|vastaa|palvel|asioi|chat|kiitos|tätä|saisko|kirjoit|osaat|osaatko|mieluummin|prata|talar|tala\b"
    r"|talas|skriv|svara|byt|fortsätt|betjän|servic|tack|snälla|kan vi|kan du|går det|ta det|tar vi|få det|få den|få på"
    r"|vill ha|hellre|helst|språk|get this|i want|speak|talk|write|answer|reply|switch|change|continue|chat|please|pls"
    r"|can we|can you|could we|language)"
)
# Something or somebody else that is to be in the language: a certificate, an interpreter, "a doctor who speaks ...".
_OF_ANOTHER = re.compile(
    r"\b(?:todistu|lausun|resept|lomak|ohje|epikriis|kirjee|papere|esit|tulk|terapi|joka|jotka|jolla|intyg|utlåt|recept|blankett"
    r"|brev|papper|tolk|som\b|certificat|statement|prescription|form\b|letter|paper|interpret|translat|who\b)"
    r"|kieli(?:nen|st|sen\b|n)|språkig|speaking"
)
_REFUSAL = re.compile(r"\b(?:not|no|don't|dont|can't|cant|cannot|inte|int|ej|en|ei|emme)\b[^.,!?;]{0,30}$")
_BARE_WORDS = 3  # a message this short that names a language asks for it


def requested_language(text: str) -> str | None:
    """Return the language a resident asks to use ("på svenska tack", "voiko puhua ruotsia"), or None.

    Naming a language is not enough in a longer message ("todistus englanniksi"), nor is refusing one
    ("en puhu suomea") or wanting something in it ("saisiko todistuksen englanniksi").
    """
    lowered = text.lower().replace("’", "'")
    if _OF_ANOTHER.search(lowered):
        return None
    wishes = len(_WORD.findall(lowered)) <= _BARE_WORDS or _WISH.search(lowered) is not None
    if not wishes:
        return None
    for language, names in _NAMES.items():
        match = names.search(lowered)
        if match and not _REFUSAL.search(lowered[: match.start()]):
            return language
    return None
