"""What a question asks about, so that denying just that is known for a "no"."""

from __future__ import annotations

from dataclasses import replace

from actions.assessment.model import Option
from actions.assessment.schema import QuestionFile
from actions.assessment.text_compiler import TextCompiler
from nlu.denial import topic_of


def asked_about(
    texts: TextCompiler, written: QuestionFile, options: tuple[Option, ...]
) -> tuple[tuple[Option, ...], frozenset[str]]:
    """The options as phrases find them, and what a "no" may deny (nlu.denial): the words of the question's text.

    Where a "no" is the mildest answer, the denials among its phrases ("ei kipua") are taken from it and join those
    words: they then must be all that is said, for "ei mikään pieni kipu" is no "no".
    """
    if written.if_no is None:
        return options, frozenset()
    asks = topic_of(texts.word_forms(written.text))
    if written.order == "listed" and written.if_no != written.options[0].id:
        return options, asks
    kept, denied = [], []
    for option in options:
        if option.id == written.if_no:
            denied = [phrase for phrase in option.say if phrase.negated]
            option = replace(option, say=tuple(phrase for phrase in option.say if not phrase.negated))
        kept.append(option)
    return tuple(kept), asks | topic_of(form for phrase in denied for word in phrase.words for form in word)
