"""Finnish municipalities in every local case, in any letter case."""

from __future__ import annotations

from nlu.morphology.lexicon import Municipality
from nlu.morphology.voikko import Analysis

_INNER = (("ssa", "inessive"), ("sta", "elative"), ("lla", "adessive"), ("lta", "ablative"), ("lle", "allative"))
_FRONT = str.maketrans("aou", "äöy")


class Gazetteer:
    """Looks up place forms. ``names`` holds the Finnish names in lower case; ``find`` gives analyses."""

    def __init__(self, municipalities: tuple[Municipality, ...]) -> None:
        self.names = frozenset(place.name.lower() for place in municipalities)
        self._forms: dict[str, Analysis] = {}
        for place in municipalities:
            for form, case in _forms(place):
                self._forms.setdefault(form, _analysis(place, case))

    def find(self, form: str) -> Analysis | None:
        """The municipality whose form this is, or None."""
        return self._forms.get(form)


def _analysis(place: Municipality, case: str) -> Analysis:
    name = place.name.lower()
    others = (place.swedish.lower(),) if place.swedish.lower() != name else ()
    return Analysis(name, "name", (name,), case=case, number="singular", bases=others, place=True)


def _forms(place: Municipality) -> list[tuple[str, str]]:
    name, genitive = place.name.lower(), place.genitive.lower()
    stem = genitive[:-1]
    forms = [(name, "nominative"), (genitive, "genitive"), (place.illative.lower(), "illative")]
    forms += [(stem + harmonise(ending, stem), case) for ending, case in _INNER]
    forms += [(form.lower(), _case_of(form)) for form in place.forms]
    swedish = place.swedish.lower()
    if swedish != name:
        forms.append((swedish, "nominative"))
        # Swedish names inflected the Finnish way by bilingual residents: borgåssa, esbossa.
        linked = swedish if swedish[-1] in "aeiouyåäö" else swedish + "i"
        forms += [(linked + harmonise(ending, linked), case) for ending, case in _INNER]
        forms += [(linked + "n", "genitive"), (linked + linked[-1].replace("å", "o") + "n", "illative")]
    plain = [(form.replace("-", " ").replace("-", ""), case) for form, case in forms if "-" in form]
    return forms + plain


def _case_of(form: str) -> str:
    for ending, case in _INNER:
        if form.endswith((ending, ending.translate(_FRONT))):
            return case
    return "genitive" if form.endswith(("ten", "jen", "ön", "en")) else "illative"


def harmonise(ending: str, stem: str) -> str:
    """``ending`` with the vowels that follow ``stem``: front vowels unless the stem has a, o or u."""
    last = next((letter for letter in reversed(stem) if letter in "aouåäöy"), "ä")
    return ending if last in "aouå" else ending.translate(_FRONT)
