"""Options that a message may mean though none of their phrases stands in it: it shares words with them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.assessment.heard import Heard
from actions.assessment.model import Option, Question
from nlu.denial import topic_of

_ALIKE = 2  # words that a message and an option share
_TELLING = 4  # letters of a word shorter ones are shared by chance


def named(question: Question, heard: Heard) -> tuple[str, ...]:
    """The options in whose own text all that the message says stands: "paljon piristeitä". Denying nothing."""
    said = _said(heard, range(len(heard.words)))
    if not said or heard.negated() or heard.unknown():
        return ()
    return tuple(option.id for option in question.options if all(option.words & forms for forms in said))


def alike(question: Question, heard: Heard) -> tuple[str, ...]:
    """The options that share most words with a message that denies nothing.

    "Kutisevia rakkuloita joka puolella" is nearly an option's words. At least two words, and half of a phrase's.
    """
    if heard.negated() or heard.unknown():
        return ()
    said = _said(heard, range(len(heard.words)))
    return _most(question, {option.id: _shared(option, said) for option in question.options}, _ALIKE)


def related(question: Question, heard: Heard, within: range) -> tuple[str, ...]:
    """The options that share any word, or one of the same stem, with what a part of the message tells."""
    said = [topic_of(form for form in forms if len(form) >= _TELLING) for forms in _said(heard, within)]
    counts = {}
    for option in question.options:
        phrases = (phrase for phrase in (*option.mention, *option.say) if not phrase.negated)
        words = topic_of(option.words.union(*(form for phrase in phrases for form in phrase.words)))
        counts[option.id] = sum(not words.isdisjoint(stems) for stems in said)
    return _most(question, counts, 1)


def _said(heard: Heard, within: range) -> list[frozenset[str]]:
    """The forms of the words of meaning that are not denied."""
    content = heard.message.content()
    return [heard.message.forms[at] for at in within if at in content and not heard.words[at].negated]


def _shared(option: Option, said: Iterable[frozenset[str]]) -> int:
    """How many words an option's own text or one of its phrases shares with what is said."""
    forms = frozenset[str]().union(*said)
    counts = [sum(not option.words.isdisjoint(row) for row in said)]
    for phrase in (*option.mention, *option.say):
        count = sum(not word.isdisjoint(forms) for word in phrase.words)
        if not phrase.negated and 2 * count >= len(phrase.words):
            counts.append(count)
    return max(counts)


def _most(question: Question, counts: dict[str, int], least: int) -> tuple[str, ...]:
    most = max(counts.values(), default=0)
    return tuple(name for name in question.option_ids if counts[name] == most) if most >= least else ()
