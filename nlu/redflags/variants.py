"""Other ways the same message could have been typed: polite words around it, another matter beside it, no dots, a typo.

Training on them keeps what surrounds a red flag from hiding it, in short messages above all.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from nlu.redflags.spelling import fold

# Said before and after; near misses get the same, so that the net learns nothing from them.
_BEFORE = {
    "fi": ("hei ", "Moikka, ", "Hyvää päivää. ", "moi nopee kysymys ", "Hei! Kirjoitan kun en muuta keksinyt. ", "siis "),
    "sv": ("hej ", "Hejsan, ", "God dag. ", "hej en snabb fråga ", "Hej! Skriver här när jag inte vet bättre. ", "alltså "),
    "en": ("hi ", "Hello, ", "Good day. ", "hey quick question ", "Hi! Writing here as I don't know better. ", "so "),
}  # fmt: skip
_AFTER = {
    "fi": (" kiitos", ". Kiitos vastauksesta", " t. Anna", " mitä teen", " osaatko neuvoa?", ", terveisin Pekka"),
    "sv": (" tack", ". Tack för svar", " mvh Anna", " vad ska jag göra", " kan du hjälpa?", ", hälsningar Per"),
    "en": (
        " thanks",
        ". Thanks for an answer",
        " regards Anna",
        " what should I do",
        " can you advise?",
        ", best Peter",
    ),
}
_JOINS = {"fi": (". ", " ja ", " "), "sv": (". ", " och ", " "), "en": (". ", " and ", " ")}
_LONG_WORD = 7  # letters from which a word is given a typo
_LETTERS = "aeiounstlkr"


def variant(text: str, language: str, matters: Sequence[str], random: Random) -> str:
    """One variant of ``text``; ``matters`` are ordinary messages in its language."""
    way = random.randrange(6)
    if way == 0:
        return random.choice(_BEFORE[language]) + text
    if way == 1:
        return text + random.choice(_AFTER[language])
    if way in (2, 3):
        other, join = random.choice(matters), random.choice(_JOINS[language])
        return other + join + text if way == 2 else text + join + other
    if way == 4 and text != fold(text):
        return fold(text)
    return with_typo(text, random)


def with_typo(text: str, random: Random) -> str:
    """``text`` with a letter lost, doubled, swapped or changed inside one long word, if it has one."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= _LONG_WORD and word.isalpha()]
    if not long:
        return text
    at = random.choice(long)
    word, place = words[at], random.randrange(1, len(words[at]) - 2)
    first, letter, rest = word[:place], word[place], word[place + 1 :]
    words[at] = first + random.choice(
        (rest, letter + letter + rest, rest[0] + letter + rest[1:], random.choice(_LETTERS) + rest)
    )
    return " ".join(words)
