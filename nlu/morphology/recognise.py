"""Forms that are known as they stand: tables, Voikko, own words, abbreviations, places."""

from __future__ import annotations

from dataclasses import replace

from nlu.morphology.choose import Chooser, Reading, all_lemmas
from nlu.morphology.endings import ENDINGS, case_of
from nlu.morphology.gazetteer import Gazetteer
from nlu.morphology.lexicon import Lexicon
from nlu.morphology.stems import stems
from nlu.morphology.voikko import Analysis, VoikkoAnalyser

_SHORT_ENDINGS = frozenset(
    ("n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "lta", "ltä", "hon", "han", "hen", "hän", "een", "t", "ta")
)


class Recogniser:
    """Recognises one lower-case form without changing its spelling (other than by the spoken table)."""

    def __init__(self, lexicon: Lexicon, voikko: VoikkoAnalyser, chooser: Chooser, gazetteer: Gazetteer) -> None:
        self._voikko, self._chooser, self._gazetteer = voikko, chooser, gazetteer
        self._spoken, self._abbreviations = lexicon.spoken, lexicon.abbreviations
        self._base_forms = {**lexicon.abbreviations, **lexicon.base_forms}
        self._own_words = lexicon.own_words
        self._stems: dict[str, list[tuple[str, str, str]]] = {}  # stem -> own base form, class, meaning
        self._starts: set[str] = set()  # first letters of the stems, to tell most words at once
        for word, word_class in lexicon.own_words.items():
            self._add(word, word_class, word)
        for word, meaning in lexicon.abbreviations.items():
            self._add(word, "noun", meaning)

    def _add(self, word: str, word_class: str, meaning: str) -> None:
        for stem in stems(word, word_class):
            self._stems.setdefault(stem, []).append((word, word_class, meaning))
            self._starts.add(stem[:2])

    def recognise(self, form: str) -> Reading | None:
        """The reading of ``form``, or None when nothing knows it."""
        spoken = self._spoken.get(form)
        if spoken is not None:
            return self._contraction(spoken)
        if ":" in form:
            return self._with_colon(form)
        analyses = self.analyses(form)
        return self._chooser.reading(form, analyses) if analyses else None

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """All analyses: those of ``certain`` and, unless they are words of ours, own words by their stems."""
        found = self.certain(form)
        if any(self._chooser.listed(analysis) for analysis in found):
            return found
        own = self._own(form)
        return (*found, *(a for a in own if a.lemma in self._own_words)) if found else own

    def certain(self, form: str) -> tuple[Analysis, ...]:
        """Analyses from Voikko and the gazetteer, and base forms of own words: nothing guessed."""
        found = tuple(self._clarified(analysis) for analysis in self._voikko.analyses(form))
        place = self._gazetteer.find(form)
        if place is not None:
            return (*(a for a in found if a.lemma != place.lemma or a.word_class != "name"), place)
        if not found and "-" in form:
            found = self._voikko.analyses(form.replace("-", ""))
        if not found and form in self._own_words:
            found = self._own(form)
        return found

    def _clarified(self, analysis: Analysis) -> Analysis:
        """Base forms by our tables; places other than municipalities are mere names."""
        meaning = self._base_forms.get(analysis.lemma)
        if meaning is not None:
            bases = (analysis.lemma, *analysis.bases)
            return replace(analysis, lemma=meaning, parts=(meaning,), bases=bases)
        if analysis.place and analysis.lemma not in self._gazetteer.names:
            return replace(analysis, place=False)
        return analysis

    def _contraction(self, spoken: str) -> Reading | None:
        """The table's written words; a negation among them leads, else the first."""
        readings = [self._chooser.reading(word, self.analyses(word)) for word in spoken.split() if self.analyses(word)]
        if not readings:
            return None
        head = next((r for r in readings if r.analyses[0].word_class == "negation"), readings[0])
        extra = tuple(r.analyses[0].lemma for r in readings if r is not head)
        return replace(head, normal=spoken, extra=extra, lemmas=all_lemmas(head.analyses, extra))

    def _with_colon(self, form: str) -> Reading | None:
        base, _, ending = form.partition(":")
        lemma = self._abbreviations.get(base, base)
        known = self._voikko.analyses(base)
        word_class = known[0].word_class if known and known[0].word_class == "name" else "noun"
        bases = (base,) if lemma != base else ()
        analysis = Analysis(lemma, word_class, (lemma,), case=case_of(ending), number="singular", bases=bases)
        return self._chooser.reading(form, [analysis])

    def _own(self, form: str) -> tuple[Analysis, ...]:
        """Own words and abbreviations by the longest stem whose remainder is an ending."""
        if form[:2] not in self._starts:
            return ()
        for length in range(len(form), 1, -1):
            entries = self._stems.get(form[:length])
            ending = form[length:]
            allowed = ENDINGS if length > 2 else _SHORT_ENDINGS | {""}
            if entries and ending in allowed:
                found = [self._own_analysis(e, ending) for e in entries if ending or e[0] == form]
                if found:
                    return tuple(found)
        return ()

    def _own_analysis(self, entry: tuple[str, str, str], ending: str) -> Analysis:
        word, word_class, meaning = entry
        word_class = "noun" if word_class == "acronym" else word_class
        bases = (word,) if word != meaning else ()
        case = case_of(ending) if word_class != "verb" else None
        return Analysis(meaning, word_class, (meaning,), case=case, bases=bases)
