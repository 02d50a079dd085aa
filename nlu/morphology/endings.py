"""Inflectional endings, for words that Voikko does not know."""

from __future__ import annotations

from nlu.morphology.gazetteer import harmonise

_CASES = {
    "": "nominative", "t": "nominative", "n": "genitive", "en": "genitive", "in": "genitive", "ien": "genitive",
    "jen": "genitive",
    "iden": "genitive", "a": "partitive", "ta": "partitive", "ia": "partitive", "ja": "partitive",
    "ita": "partitive", "ssa": "inessive", "issa": "inessive", "sta": "elative", "ista": "elative",
    "an": "illative", "on": "illative", "un": "illative", "iin": "illative", "een": "illative", "seen": "illative",
    "hon": "illative", "han": "illative", "hin": "illative", "hen": "illative", "ihin": "illative", "lla": "adessive",
    "illa": "adessive", "lta": "ablative", "ilta": "ablative", "lle": "allative", "ille": "allative",
    "na": "essive", "ina": "essive", "ksi": "translative", "iksi": "translative", "tta": "abessive",
}  # fmt: skip
_VERBAL = (
    "mme", "tte", "vat", "i", "isi", "isin", "isit", "isimme", "isivat", "nut", "nu", "neet", "va", "vat",
    "taan", "daan", "ttu", "tu", "ttiin", "tiin", "maan", "massa", "masta", "minen", "misen", "mista", "minkä",
    "a", "aa", "kaa", "essa", "malla", "matta", "ma", "mat",
)  # fmt: skip
_POSSESSIVES = ("ni", "si", "nsa", "mme", "nne", "an")
_CLITICS = ("", "kin", "kaan", "ko", "han", "pa")


def _with_front(endings: list[str]) -> list[str]:
    return [harmonise(ending, stem) for ending in endings for stem in ("a", "ä")]


NOMINAL = {harmonise(ending, stem): case for ending, case in _CASES.items() for stem in ("a", "ä")}
_PLAIN = [*_CASES, *_VERBAL, *_POSSESSIVES]
PLAIN_ENDINGS = frozenset(_with_front(_PLAIN))
ENDINGS = frozenset(_with_front([ending + clitic for ending in _PLAIN for clitic in _CLITICS]))


def case_of(ending: str) -> str | None:
    """The case an ending marks, clitics aside; None for a verb's ending."""
    for clitic in _CLITICS:
        for form in {clitic, harmonise(clitic, "ä")}:
            if ending.endswith(form) and ending[: len(ending) - len(form)] in NOMINAL:
                return NOMINAL[ending[: len(ending) - len(form)]]
    return None
