"""Swedish and English: tokens, Snowball stems and negation; there is no Voikko for them."""

from __future__ import annotations

import threading
from functools import lru_cache

import snowballstemmer

from nlu.morphology.plain_negation import ENGLISH, SWEDISH, is_negation, mark_plain_negation
from nlu.morphology.tokenise import Token, tokenise
from nlu.morphology.word import Word

_ALGORITHMS = {"sv": "swedish", "en": "english"}
_NEGATIONS = {"sv": SWEDISH, "en": ENGLISH}


class StemmedMorphology:
    """Analyser whose lemma is a Snowball stem. Stemmers keep state, so each thread has its own."""

    def __init__(self, language: str, spoken: dict[str, str]) -> None:
        self._language = language
        self._local = threading.local()
        self._lists = _NEGATIONS[language]
        self._spoken = spoken
        self._stem = lru_cache(maxsize=10_000)(self._stemmed)

    @property
    def language(self) -> str:
        """ "sv" or "en"."""
        return self._language

    def analyse(self, text: str) -> tuple[Word, ...]:
        """Return the words of ``text``; the lemma of a word is its stem."""
        return mark_plain_negation([self._word(token) for token in tokenise(text)], self._lists)

    def _stemmed(self, form: str) -> str:
        stemmer = getattr(self._local, "stemmer", None)
        if stemmer is None:
            stemmer = self._local.stemmer = snowballstemmer.stemmer(_ALGORITHMS[self._language])
        return str(stemmer.stemWord(form))

    def _word(self, token: Token) -> Word:
        if token.kind != "word":
            form = token.normal
            return Word(token.surface, token.start, token.end, form, form, (form,), (form,), token.kind)
        form = self._spoken.get(token.normal, token.normal)
        lemma = self._stem(form)
        lemmas = tuple(dict.fromkeys((lemma, form, token.normal)))
        word_class = "negation" if is_negation(form, self._lists) else "word"
        return Word(token.surface, token.start, token.end, form, lemma, lemmas, (lemma,), word_class)
