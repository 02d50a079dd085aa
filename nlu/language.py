"""Which language a message is in: Finnish, Swedish or English."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "fi": "minä mä mulla minulla on ei en oon olen se ja että mutta kun niin hei moi kiitos voi voiko saako onko "
    "miten missä mistä mihin apua haluan tarvitsen kipeä särkee aika ajan lääkäri lapsi lapsella kuume",
    "sv": "jag ja har inte int är och det att en ett på för hej tack kan vill behöver hur var när med som till "
    "ont läkare barn tid boka feber",
    "en": "i the a is my to and you have do not can how what where when with need want hello hi thanks please "
    "doctor pain child appointment book",
}
_LISTS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """``sure`` is False when the text is too short or unclear and the conversation's language was kept;
    ``mixed`` is True when another language has a substantial part of the message."""

    language: str
    sure: bool
    mixed: bool


def identify(text: str, conversation: str = "fi") -> LanguageGuess:
    """Guess the language of ``text``; unclear text keeps ``conversation``."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    scores = {language: sum(word in known for word in words) for language, known in _LISTS.items()}
    best = max(scores, key=lambda language: (scores[language], language == conversation))
    if scores[best] == 0 or sum(score == scores[best] for score in scores.values()) > 1:
        return LanguageGuess(conversation, sure=False, mixed=False)
    return LanguageGuess(best, sure=len(words) > 2, mixed=False)


def requested_language(text: str) -> str | None:
    """Return the language a resident asks to speak ("på svenska tack"), or None."""
    lowered = text.lower()
    for language, marks in (
        ("sv", ("svenska", "ruotsi")),
        ("en", ("english", "englan")),
        ("fi", ("suomeksi", "finska", "finnish")),
    ):
        if any(mark in lowered for mark in marks):
            return language
    return None
