"""Reading the answer to a choice or multi question out of a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from actions.assessment.conditions import UNKNOWN
from actions.assessment.heard import Heard
from actions.assessment.measuring import KINDS, in_unit
from actions.assessment.model import Question
from actions.assessment.phrases import Match, find
from actions.assessment.replies import Tokens, tokens
from actions.assessment.resembling import alike, named, related
from actions.assessment.texts import LANGUAGES, Text
from actions.assessment.urgency import Urgency
from nlu.denial import topic_of

_TELLING = 5  # letters of a word that may name an option inside "I do not know"


@dataclass(frozen=True, slots=True)
class Reply:
    """``value`` None means not clear: ``candidates`` are the possible values, ``denied`` options said not to be.

    ``complete`` is False when a multi question is answered only in part.
    """

    value: str | float | tuple[str, ...] | None
    complete: bool = True
    denied: tuple[str, ...] = ()
    candidates: tuple[str | float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    option: str
    match: Match


def choose(question: Question, heard: Heard) -> Reply | None:
    """The answer to a choice that was asked."""
    if len(named := _labelled(question, heard)) == 1:
        return Reply(named[0])
    if question.if_no and heard.only_denies():
        return Reply(question.if_no)
    for typos in (False, True):
        found = _found(question, heard, asked=True, typos=typos)
        positive = [one for one in found if not one.match.denied]
        ranged = _ranged(question, heard, (*question.prefill, *KINDS.get(question.unit or "", ())))
        numberless = [one for one in positive if question.option(one.option).range is None]  # "synnytin viikko sitten"
        if ranged and not numberless and not heard.only_unknown():
            return Reply(ranged)
        if positive:
            return _best(positive)
        if heard.unknown():
            return Reply(UNKNOWN)
        if question.if_no and heard.only_denies(question.asks):
            return Reply(question.if_no)
        if found and (reply := _denied(question, found, heard)):
            return reply
        if reply := _plain(question, heard):
            return reply
    if question.if_no and heard.denies(question.asks):
        return Reply(question.if_no)
    return _by_words(question, heard)


def choose_unasked(question: Question, heard: Heard) -> Reply | None:
    """The answer to a choice that a message gives without being asked: only by clear mentions."""
    ranged = _ranged(question, heard, question.prefill)
    if ranged:
        return Reply(ranged)
    found = _found(question, heard, asked=False)
    positive = [one for one in found if not one.match.denied]
    if positive:
        best = _best(positive)
        return best if best.value is not None else None
    meant = _denied(question, found, heard) if found and not heard.unknown() else None
    return meant if meant and meant.value is not None else None


def _denied(question: Question, found: list[_Found], heard: Heard) -> Reply | None:
    """What denying options means: the other one of two; `if_no` when what a yes means is denied; else what is left.

    "Ei kova" is not "ei mitään": without an option that a yes means, the rest is asked. For a "no" that is the mildest
    answer the denial must be plain.
    """
    gone = {one.option for one in found}
    left = tuple(option for option in question.option_ids if option not in gone)
    meant = left[0] if len(left) == 1 else None
    if meant is None and question.if_no in left and question.if_yes in gone:
        meant = question.if_no
    if meant is None:
        return Reply(None, complete=False, candidates=left) if question.if_no and left else None
    if meant == question.if_no and question.if_no == question.option_ids[0]:
        said = (form for one in found for index in one.match.words for form in heard.message.forms[index])
        return Reply(meant) if heard.denies_within(question.asks | topic_of(said)) else None
    return Reply(meant)


def choose_many(question: Question, heard: Heard) -> Reply | None:
    """The answer to a multi question that was asked."""
    if named := _labelled(question, heard):
        return Reply(named)
    if heard.only_denies():
        return Reply(())
    for typos in (False, True):
        found = _found(question, heard, asked=True, typos=typos)
        chosen, denied = _split(question, found)
        if chosen and heard.begins_with_denial():  # "ei, leuka taipuu rintaan": which of them counts is asked
            return Reply(None, complete=False, candidates=chosen)
        if chosen:
            return Reply(chosen, denied=denied)
        if heard.denies_all_of_these() or heard.denies():
            return Reply(())
        if heard.unknown():
            return Reply(UNKNOWN)
        if positions := heard.replies.positions(heard.spellings, len(question.options)):
            return Reply(tuple(question.option_ids[position] for position in positions))
        if heard.replies.only(("all",), heard.spellings):
            return Reply(question.option_ids)
        if reply := _nothing_else(question, heard):
            return reply
        if denied:
            said = (index for one in found for index in one.match.words)
            whole = len(denied) == len(question.options) and not heard.says_more_than(said)
            return Reply((), complete=whole, denied=denied)
    return _by_words(question, heard)


def choose_many_unasked(question: Question, heard: Heard) -> Reply | None:
    """What a message tells of a multi question's options unasked; never the whole answer."""
    chosen, denied = _split(question, _found(question, heard, asked=False))
    return Reply(chosen, complete=False, denied=denied) if chosen or denied else None


def _split(question: Question, found: list[_Found]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options chosen and those only denied, in the question's order."""
    chosen = {one.option for one in found if not one.match.denied}
    denied = {one.option for one in found if one.match.denied} - chosen
    return tuple(o for o in question.option_ids if o in chosen), tuple(o for o in question.option_ids if o in denied)


def _found(question: Question, heard: Heard, *, asked: bool, typos: bool = False) -> list[_Found]:
    """The options whose phrases are found; a phrase inside another option's longer one does not count.

    Of "I do not know" the small words ("I", "not") name and deny nothing; others may ("en oo mitannu").
    """
    shortest = _TELLING if heard.only_unknown() else 0
    matches = (one for one in _matches(question, heard, asked, typos) if heard.longest(one.match.words) >= shortest)
    found = [one for one in matches if not _wondered(one, heard)]
    return [
        one
        for one in found
        if not any(one.option != other.option and one.match.words < other.match.words for other in found)
    ]


def _matches(question: Question, heard: Heard, asked: bool, typos: bool) -> Iterator[_Found]:
    named = heard.named(("symptom", *question.prefill))
    plain = not heard.message.content()
    for option in question.options:
        for phrase in (*option.mention, *(option.say if asked else ())):
            if phrase.bare and not plain:
                continue
            if match := find(phrase, heard.message, typos=typos):
                yield _Found(option.id, match)
        for value, negated in named:
            if value in option.symptoms or value == option.id:
                yield _Found(option.id, Match(frozenset(), negated, 1))


def _labelled(question: Question, heard: Heard) -> tuple[str, ...]:
    """The options whose own text is the whole message, as when somebody types what a button says."""
    return tuple(option.id for option in question.options if not _labels(option.text).isdisjoint(heard.spellings))


@cache
def _labels(text: Text) -> frozenset[Tokens]:
    wordings = (text.say(code, plain=plain, about_other=other)
                for code in LANGUAGES for plain in (False, True) for other in (False, True))  # fmt: skip
    return frozenset(tokens(wording) for wording in wordings)


def _by_words(question: Question, heard: Heard) -> Reply | None:
    """By the words of an option's own text; what only resembles it, or is one word, is asked about."""
    found = named(question, heard)
    if len(found) == 1 and len(heard.message.content()) > 1:
        return Reply(found if question.type == "multi" else found[0])
    candidates = found or alike(question, heard)
    return Reply(None, complete=False, candidates=candidates) if candidates else None


def _nothing_else(question: Question, heard: Heard) -> Reply | None:
    """What "väsyttää vaan, muuta ei" says when no option was found in it: none of them.

    Not complete when what was told may be one of them, or when a danger is asked about: it is then asked once more.
    """
    before = heard.before_denied_rest()
    if before is None:
        return None
    candidates = related(question, heard, before)
    safe = not candidates and question.on_unknown < Urgency.URGENT_NOW
    return Reply((), complete=safe, candidates=candidates)


def _wondered(found: _Found, heard: Heard) -> bool:
    sentences = heard.asked_back()
    return any(heard.message.sentences[index] in sentences for index in found.match.words)


def _best(positive: list[_Found]) -> Reply:
    """The option with the most telling phrase; several equally telling ones are candidates."""
    weight = max(one.match.weight for one in positive)
    options = tuple(dict.fromkeys(one.option for one in positive if one.match.weight == weight))
    return Reply(options[0]) if len(options) == 1 else Reply(None, complete=False, candidates=options)


def _plain(question: Question, heard: Heard) -> Reply | None:
    """By position, or by a yes. A yes that is the mildest answer must be nothing but a yes, as every no must."""
    positions = heard.replies.positions(heard.spellings, len(question.options))
    if len(positions) == 1:
        return Reply(question.option_ids[positions[0]])
    if question.if_yes is None or heard.negated():
        return None
    mildest = question.order != "none" and question.if_yes == question.option_ids[0]
    said = heard.replies.only(("yes",), heard.spellings) if mildest else heard.replies.affirms(heard.spellings)
    return Reply(question.if_yes) if said else None


def _ranged(question: Question, heard: Heard, kinds: Iterable[str]) -> str | None:
    """The option whose range has the number that the message gives; the more serious one of several."""
    spans = [option for option in question.options if option.range]
    if not spans:
        return None
    for kind in kinds:
        values = [in_unit(question, kind, value) for value in heard.numbers(kind)]
        fitting = [option.id for option in spans for v in values if option.range and option.range.holds(v)]
        if fitting:
            return max(fitting, key=question.option_ids.index)
    return None
