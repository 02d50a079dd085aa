"""Reading an answer strictly: for items of an instrument, and for questions about danger.

There nothing may be guessed. "En ole nukkunut" is no answer to whether one wants to live, and "2" on a scale of words
may mean the second or the points. Only an option's own words, or a bare yes, no or "I do not know", are read; the rest
is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence

from actions.assessment.conditions import UNKNOWN
from actions.assessment.replies import Replies, tokens
from actions.assessment.schema import QuestionFile
from actions.assessment.words import Word
from nlu.denial import only_denies


def plain_answer(written: QuestionFile, replies: Replies, words: Sequence[Word], language: str) -> str | None:
    """The option that the whole message names, UNKNOWN, or None."""
    spellings = replies.spellings(words)
    named = {
        option.id
        for option in written.options
        for phrase in (getattr(option.text, language), *option.say.get(language, []))  # type: ignore[call-overload]
        if tokens(phrase) in spellings
    }
    if len(named) == 1:
        return named.pop()
    if any(spelling in replies.kinds["unknown"] for spelling in spellings):
        return UNKNOWN
    if written.if_no and only_denies(words):
        return written.if_no
    return written.if_yes if any(spelling in replies.kinds["yes"] for spelling in spellings) else None
