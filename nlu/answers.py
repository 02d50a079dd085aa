"""Short answers to a closed question: yes, no, do not know; whether help is on the way; and what is a request.

The phrases are data (nlu/data/lexicon/answers.yml). A message longer than a short answer is not read as one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

LEXICON = Path(__file__).parent / "data" / "lexicon" / "answers.yml"
LONGEST = 10  # words; longer messages say more than an answer
WORD = re.compile(r"[\w']+")


def yes_no(text: str, language: str) -> str | None:
    """ "yes", "no", "unsure", or None when the message is no such answer."""
    return _find("yes_no", text, language)


def help_answer(text: str, language: str) -> str | None:
    """ "help_coming", "cannot_call", "not_now", or None, to the question whether help is on the way."""
    return _find("help", text, language)


def command(text: str, language: str) -> str | None:
    """ "stop" or "back" when the whole message says just that."""
    words = tuple(WORD.findall(text.lower()))
    return next((answer for phrase, answer in _phrases("commands", language) if phrase == words), None)


def is_request(text: str, language: str) -> bool:
    """Whether a message asks for something: a word of it begins as words that ask do."""
    stems = _request_stems(language)
    return any(word.startswith(stems) for word in WORD.findall(text.lower()))


@cache
def _request_stems(language: str) -> tuple[str, ...]:
    return tuple(yaml.safe_load(LEXICON.read_text(encoding="utf-8"))["requests"][language])


def _find(kind: str, text: str, language: str) -> str | None:
    words = WORD.findall(text.lower())
    if not 0 < len(words) <= LONGEST:
        return None
    for phrase, answer in _phrases(kind, language):
        for start in range(len(words) - len(phrase) + 1):
            if tuple(words[start : start + len(phrase)]) == phrase:
                return answer
    return None


@cache
def _phrases(kind: str, language: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """All phrases with their answer, longest first; equally long ones in the order unsure, no, yes."""
    table = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))[kind][language]
    rows = [(tuple(WORD.findall(phrase.lower())), answer) for answer in reversed(table) for phrase in table[answer]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
