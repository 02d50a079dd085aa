"""Stems of Finnish base forms, generated generously.

A stem is what endings are added to: käsi -> käsi-, käde-, käte-, kät-. Generation errs on the side of too
many: every form built from a stem is checked with Voikko before use. Rules follow the inflection types
and consonant gradation of Iso suomen kielioppi (VISK § 41-80).
"""

from __future__ import annotations

import re

_WEAK = (
    ("kk", ("k",)), ("pp", ("p",)), ("tt", ("t",)), ("nk", ("ng",)), ("nt", ("nn",)), ("mp", ("mm",)),
    ("lt", ("ll",)), ("rt", ("rr",)), ("ht", ("hd",)), ("lk", ("l", "lj")), ("rk", ("r", "rj")),
    ("hk", ("h", "hj")), ("k", ("", "v")), ("p", ("v",)), ("t", ("d",)),
)  # fmt: skip
_STRONG = (
    ("ng", ("nk",)), ("nn", ("nt",)), ("mm", ("mp",)), ("ll", ("lt",)), ("rr", ("rt",)), ("hd", ("ht",)),
    ("lj", ("lk",)), ("rj", ("rk",)), ("k", ("kk",)), ("p", ("pp",)), ("t", ("tt",)), ("v", ("p", "k")),
    ("d", ("t",)), ("l", ("lk",)), ("r", ("rk",)), ("h", ("hk",)), ("", ("k",)),
)  # fmt: skip
_VOWELS = "aeiouyäö"
# Consonants before the last vowel, or before the last two: the grade may be in either place.
_GRADED = tuple(
    re.compile(rf"^(.*[{_VOWELS}])([^{_VOWELS}]*)([{_VOWELS}]{{{count}}}[^{_VOWELS}]?)$") for count in (1, 2)
)


def _graded(stem: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    forms = []
    for match in filter(None, (pattern.match(stem) for pattern in _GRADED)):
        head, middle, tail = match.groups()
        grade, others = next(((g, o) for g, o in table if middle.endswith(g)), ("", ()))
        forms += [head + middle[: len(middle) - len(grade)] + other + tail for other in others]
    return forms


def weak(stem: str) -> list[str]:
    """The weak grades of a stem: kipu -> kivu."""
    return _graded(stem, _WEAK)


def strong(stem: str) -> list[str]:
    """The strong grades of a stem: hame -> hamppe, hame."""
    return _graded(stem, _STRONG)


def _nominal(word: str) -> set[str]:
    body, last = word[:-1], word[-1]
    stems = {word}
    if word.endswith("nen"):
        return stems | {word[:-3] + tail for tail in ("se", "s", "si")}
    if last == "i":
        stems |= {body, body + "e", *weak(word), *weak(body + "e")}
        if word.endswith("si"):
            root = word[:-2]
            stems |= {root + tail for tail in ("de", "te", "t", "s")}
            if root[-1:] in "nlr":
                stems |= {root + root[-1] + "e", root + "te"}
    elif last == "e":
        stems |= {word + "e", word + "i"}
        stems |= {form + tail for form in strong(word) for tail in ("e", "i")}
    elif last == "s":
        vowel = body[-1:]
        stems |= {body + "kse", body + "ksi", body + vowel, body + "i"}
        stems |= {form + tail for form in strong(body) for tail in (form[-1], "i")}
        if vowel in "uy":
            stems |= {body + tail for tail in ("de", "te", "tt")}
        if vowel == "e":
            stems |= {body + "he", body + "hi"}
    elif last == "n":
        stems |= {body + tail for tail in ("me", "mi", "ma", "mä")}
        stems |= {body[:-2] + "tt" + body[-1] + tail for tail in ("ma", "mä", "mi")} if "t" in body[-3:] else set()
        stems |= {form + tail for form in strong(body) for tail in ("me", "mi", "mä", "ma")}
    elif last == "t":
        stems |= {body[:-1] + "ee", body[:-1] + "ei", body + "e", body + "i"}
    elif last in "lr":
        stems |= {word + "e", word + "i", *(form + tail for form in strong(word) for tail in "ei")}
    else:
        plural = {body + "i", body + "oi", body + "öi", word + "i"}
        stems |= {form for stem in {word} | plural for form in weak(stem)} | plural
        if len(word) > 2 and word[-2:] in ("uo", "yö", "ie"):
            stems.add(word[:-2] + word[-1] + "i")
    return stems


def _verbal(infinitive: str) -> set[str]:
    root = infinitive[:-2]
    stems = {infinitive[:-1]}
    if infinitive.endswith(("da", "dä")):
        stems |= {root, root[:-2] + root[-1:] + "i", root[:-1] + "i"}
    elif infinitive.endswith(("lla", "llä", "nna", "nnä", "rra", "rrä", "sta", "stä")):
        stems |= {root + "e", root, root + "i", *(form + "e" for form in strong(root))}
        for form in strong(root + "e"):
            stems |= {form, form[:-1] + "i"}
    elif infinitive.endswith(("ta", "tä")) and root[-1:] in _VOWELS:
        a = infinitive[-1]
        for form in {root, *strong(root)}:
            stems |= {form, form + a, form + "s", form + a + "is", form + "t", form + "n"}
        stems |= {root + "tse", root + "ts", root + "ne", *(form + "ne" for form in strong(root))}
    else:
        vowel_stem = infinitive[:-1]
        past = vowel_stem[:-1]
        bases = {vowel_stem, past + "i", past + "oi", past + "e"}
        if past.endswith("t"):
            bases.add(past[:-1] + "si")
        stems |= bases | {form for base in bases for form in weak(base)}
    return stems


def stems(lemma: str, word_class: str) -> set[str]:
    """All stems, right or not, on which forms of ``lemma`` may be built; at least two letters each.

    An acronym takes its endings as it stands or with a linking i (oys: oysiin).
    """
    if len(lemma) < 3:
        return {lemma}
    if word_class == "acronym":
        return {lemma, lemma + "i"}
    made = _verbal(lemma) if word_class == "verb" else _nominal(lemma)
    return {stem for stem in made | {lemma} if len(stem) > 1}
