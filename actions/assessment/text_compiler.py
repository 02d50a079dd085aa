"""The texts and lay phrases of one content file, checked and made ready."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.assessment.errors import ProtocolError
from actions.assessment.phrases import Phrase, analysed, compile_phrase, is_light, own_forms
from actions.assessment.replies import Replies
from actions.assessment.schema import Phrases, TextFile, WordingFile
from actions.assessment.texts import LANGUAGES, PLACEHOLDERS, Text, Wording
from actions.assessment.words import Analyser, plain_words
from nlu.denial import only_denies

_PHONE = re.compile(r"\b(?:112|116\s?1\d\d)\b|\d[\d\s]{5,}\d")
_PLACEHOLDER = re.compile(r"\{(.*?)\}")
_LONGEST_LABEL = 6  # words; an option's label up to this length is also a phrase that selects it


@dataclass(frozen=True, slots=True)
class TextCompiler:
    """Compiles the texts of the file called ``file``; ``replies`` know the words without meaning in phrases."""

    file: str
    analysers: Mapping[str, Analyser]
    replies: Replies

    def text(self, written: TextFile, key: str, *, plain: bool = False) -> Text:
        """A text; ``plain`` requires plain Finnish. Raises ProtocolError."""
        own, *other = (self._wording(wording, key, plain) for wording in _wordings(written))
        return Text(own, other[0] if other else None)

    def texts(self, written: Iterable[TextFile], key: str) -> tuple[Text, ...]:
        """Texts of results and rules: plain Finnish is required."""
        return tuple(self.text(text, f"{key}.{index}", plain=True) for index, text in enumerate(written))

    def optional(self, written: TextFile | None, key: str) -> Text | None:
        """A text that may be missing, else as in a result."""
        return self.text(written, key, plain=True) if written else None

    def phrases(self, written: Phrases) -> tuple[Phrase, ...]:
        """Lay phrases, each analysed in its language."""
        return self._compiled((language, phrase) for language, row in written.items() for phrase in row)

    def label(self, text: TextFile) -> tuple[Phrase, ...]:
        """Phrases from an option's own label, as a resident may type it back."""
        labels = ((code, _without_no(getattr(wording, code))) for wording in _wordings(text) for code in LANGUAGES)
        return tuple(phrase for phrase in self._compiled(labels) if len(phrase.words) <= _LONGEST_LABEL)

    def word_forms(self, text: TextFile) -> frozenset[str]:
        """The forms of the words of meaning in a text, of a question in its first sentence, in every language."""
        written = ((code, getattr(wording, code)) for wording in _wordings(text) for code in LANGUAGES)
        rows = (analysed(line.partition("?")[0], self.analysers.get(code)) for code, line in written)
        telling = (word for row in rows for word in row if not is_light(word, self.replies.light))
        return frozenset(form for word in telling for form in own_forms(word))

    def error(self, key: str, problem: str) -> ProtocolError:
        """An error of this file."""
        return ProtocolError(self.file, key, problem)

    def _compiled(self, written: Iterable[tuple[str, str]]) -> tuple[Phrase, ...]:
        found = (compile_phrase(phrase, self.analysers.get(code), self.replies) for code, phrase in written)
        return tuple(dict.fromkeys(phrase for phrase in found if phrase))

    def _wording(self, written: WordingFile, key: str, plain: bool) -> Wording:
        if plain and not written.fi_plain:
            raise self.error(f"{key}.fi_plain", "plain Finnish is required here")
        for code in (*LANGUAGES, "fi_plain"):
            line = getattr(written, code) or ""
            if unknown := set(_PLACEHOLDER.findall(line)) - PLACEHOLDERS:
                raise self.error(f"{key}.{code}", f"no placeholder {sorted(unknown)}")
            if _PHONE.search(line):
                raise self.error(f"{key}.{code}", "a phone number: use a placeholder of the region pack")
        return Wording(written.fi, written.sv, written.en, written.fi_plain)


def _without_no(label: str) -> str:
    """What a label says after its "no": "Ei, se on ohi" is found by "se on ohi", not by denying that it is over."""
    first, _, rest = label.partition(", ")
    return rest if rest and only_denies(plain_words(first)) else label


def _wordings(text: TextFile) -> list[WordingFile]:
    return [text, *([text.other] if text.other else [])]
