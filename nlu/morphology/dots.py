"""Missing dots: laakari -> lääkäri, hammaslaakari -> hammaslääkäri."""

from __future__ import annotations

from collections.abc import Iterator

_DOTTED = str.maketrans("ao", "äö")
_UNDOTTED = str.maketrans("äöå", "aoa")
_BARE = frozenset("ao")


def undot(form: str) -> str:
    """``form`` as typed on a keyboard without ä, ö and å."""
    return form.translate(_UNDOTTED)


def dot(form: str) -> str:
    """``form`` with every a and o dotted."""
    return form.translate(_DOTTED)


def can_lack_dots(form: str) -> bool:
    """True when the word has letters that dots could be missing from."""
    return not _BARE.isdisjoint(form)


def candidates(form: str) -> Iterator[str]:
    """Dotted spellings of ``form``, the likeliest first.

    Vowel harmony leaves few: a simple word is dotted throughout, a compound part by part.
    """
    whole = dot(form)
    if whole != form:
        yield whole
    for at in range(len(form) - 3, 2, -1):
        left, right = form[:at], form[at:]
        dotted_left, dotted_right = dot(left), dot(right)
        if left != dotted_left and right != dotted_right:
            yield left + dotted_right
            yield dotted_left + right
