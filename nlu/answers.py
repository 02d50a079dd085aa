"""Short answers to a closed question: yes, no, do not know; whether help is on the way; and what is a request.

The phrases are data (nlu/data/lexicon/answers.yml). A message longer than a short answer is not read as one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from nlu.denial import denies, is_well, topic_of
from nlu.morphology import create_morphology

LEXICON = Path(__file__).parent / "data" / "lexicon" / "answers.yml"
UNKNOWN = LEXICON.parent / "unknown.yml"
SAFETY_WORDS = LEXICON.parent / "safety_words.yml"
LONGEST = 10  # words; longer messages say more than an answer
LONGEST_NO = 20  # words of a "no" to a safety question, with what is told beside it
WORD = re.compile(r"[\w']+")
CLAUSE = re.compile(r"[,.;:!?]")


def yes_no(text: str, language: str) -> str | None:
    """ "yes", "no", "unsure", or None when the message is no such answer."""
    return _find("yes_no", text, language)


def danger_answer(text: str, language: str, asked: str | None) -> str | None:
    """As yes_no, to the safety question `asked`; in doubt no "no".

    "En pääse lääkäriin" and "ei oo helppo hengittää" give None, and the question is asked again. A "no" may go on with
    what takes nothing back; a message too long for a short answer is a yes, or not known, when its first clause is.
    """
    words = create_morphology(language).analyse(text)
    about = _asked_about().get(asked or "", frozenset())
    begins, *rest = CLAUSE.split(text.strip())
    first = yes_no(begins, language)
    brief = len(WORD.findall(text)) <= LONGEST_NO
    if brief and first != "unsure" and denies(words, about):
        return "no"
    if is_well(words):
        return "no"
    answer = yes_no(text, language) or (first if rest else None)
    return None if answer == "no" else answer


def help_answer(text: str, language: str) -> str | None:
    """ "help_coming", "cannot_call", "not_now", or None, to the question whether help is on the way."""
    return _find("help", text, language)


def command(text: str, language: str) -> str | None:
    """ "stop", "back", "pause" or "unpause" when the whole message says just that."""
    words = tuple(WORD.findall(text.lower()))
    return next((answer for phrase, answer in _phrases("commands", language) if phrase == words), None)


@cache
def unknown_phrases() -> dict[str, list[str]]:
    """What says "I do not know" to any question, by language."""
    content = yaml.safe_load(UNKNOWN.read_text(encoding="utf-8"))
    return {language: phrases for language, phrases in content.items() if isinstance(phrases, list)}


def is_request(text: str, language: str) -> bool:
    """Whether a message asks for something: a word of it begins as words that ask do."""
    stems = _request_stems(language)
    return any(word.startswith(stems) for word in WORD.findall(text.lower()))


def wants_to_continue(text: str) -> bool:
    """Whether a message asks to go on with something: a word of it begins so, in any language."""
    return any(word.startswith(_continuing()) for word in WORD.findall(text.lower()))


@cache
def _continuing() -> tuple[str, ...]:
    return tuple(yaml.safe_load(LEXICON.read_text(encoding="utf-8"))["continuing"])


@cache
def _request_stems(language: str) -> tuple[str, ...]:
    return tuple(yaml.safe_load(LEXICON.read_text(encoding="utf-8"))["requests"][language])


@cache
def _asked_about() -> dict[str, frozenset[str]]:
    """What each safety question asks about, as nlu.denial takes it."""
    content = yaml.safe_load(SAFETY_WORDS.read_text(encoding="utf-8"))
    return {name: topic_of(words) for name, words in content.items() if isinstance(words, list)}


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
    table = dict(yaml.safe_load(LEXICON.read_text(encoding="utf-8"))[kind][language])
    if "unsure" in table:
        table["unsure"] = [*table["unsure"], *unknown_phrases()[language]]
    rows = [(tuple(WORD.findall(phrase.lower())), answer) for answer in reversed(table) for phrase in table[answer]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
