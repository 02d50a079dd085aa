"""How a message is typed, and what stands around it, hides no red flag (properties, checked with hypothesis)."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import PROJECT
from nlu.redflags import RedFlags, create_red_flags

FEWEST_WORDS = 4  # of the messages tried: a typo in the only word of "häkämyrkytys" leaves nothing to read
LONG_WORD = 9
BEFORE = {
    "fi": ["Hyvää iltaa! ", "Terve, tämmöinen asia olisi. ", "Anteeksi vaivannäkö, mutta ", "HEI ", "Niin siis "],
    "sv": ["God kväll! ", "Hejsan, en sån här sak. ", "Ursäkta besväret, men ", "HEJ ", "Nå alltså "],
    "en": ["Good evening! ", "Hello, it's about this. ", "Sorry for the bother, but ", "HI ", "Well so "],
}
AFTER = {
    "fi": [". Kiitos paljon vaivasta!", " kiitos jos ehditte", "\n\nYstävällisin terveisin\nRitva", " :)"],
    "sv": [". Tack så mycket för besväret!", " tack om ni hinner", "\n\nMed vänlig hälsning\nRitva", " :)"],
    "en": [". Many thanks for your trouble!", " thanks if you have time", "\n\nKind regards\nRitva", " :)"],
}
OTHER = {
    "fi": ["Pitäisi myös saada uusi kelakortti.", "Onko kirjastolla näyttelyitä?", "Meidän auto on korjaamolla."],
    "sv": ["Jag borde också få ett nytt FPA-kort.", "Har biblioteket utställningar?", "Vår bil är på verkstaden."],
    "en": ["I should also get a new Kela card.", "Does the library have exhibitions?", "Our car is at the garage."],
}


@cache
def red_flags() -> RedFlags:
    return create_red_flags(PROJECT / "var" / "models" / "redflags.npz")


@cache
def emergencies() -> list[tuple[str, str]]:
    """The examples of all patterns that are sentences, with their languages."""
    patterns = [pattern for guideline in red_flags().guidelines for pattern in guideline.patterns]
    rows = [(language, text) for each in patterns for language, texts in each.examples.items() for text in texts]
    return [(language, text) for language, text in rows if len(text.split()) >= FEWEST_WORDS]


def assert_recognised(text: str, language: str) -> None:
    assert red_flags().check(text, language) is not None, text


def some() -> Any:
    return st.sampled_from(emergencies())


tried = settings(max_examples=150, deadline=None, derandomize=True)


@tried
@given(some(), st.sampled_from([str.upper, str.title, str.capitalize, str.swapcase]))
def test_case_hides_nothing(row: tuple[str, str], change: Any) -> None:
    assert_recognised(change(row[1]), row[0])


@tried
@given(some())
def test_missing_dots_hide_nothing(row: tuple[str, str]) -> None:
    assert_recognised(row[1].translate(str.maketrans("äöåÄÖÅ", "aoaAOA")), row[0])


@tried
@given(some(), st.data())
def test_spacing_hides_nothing(row: tuple[str, str], data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "  ", "\n", "\t", "   "])
    spaced = "".join(word + data.draw(gaps) for word in row[1].split())
    assert_recognised(spaced, row[0])


@tried
@given(some(), st.data())
def test_polite_padding_hides_nothing(row: tuple[str, str], data: st.DataObject) -> None:
    language, text = row
    before = data.draw(st.sampled_from(["", *BEFORE[language]]))
    after = data.draw(st.sampled_from(["", *AFTER[language]]))
    assert_recognised(before + text + after, language)


@tried
@given(some(), st.data())
def test_another_matter_hides_nothing(row: tuple[str, str], data: st.DataObject) -> None:
    language, text = row
    before = data.draw(st.lists(st.sampled_from(OTHER[language]), max_size=3))
    after = data.draw(st.lists(st.sampled_from(OTHER[language]), max_size=3))
    assert_recognised(" ".join([*before, text + ".", *after]), language)


@tried
@given(some(), st.data())
def test_a_typo_inside_a_long_word_hides_nothing(row: tuple[str, str], data: st.DataObject) -> None:
    language, text = row
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) >= LONG_WORD and word.isalpha()]
    if not long:
        return
    at = data.draw(st.sampled_from(long))
    place = data.draw(st.integers(2, len(words[at]) - 3))
    first, letter, rest = words[at][:place], words[at][place], words[at][place + 1 :]
    typos = [first + rest, first + letter + letter + rest, first + rest[0] + letter + rest[1:]]
    words[at] = data.draw(st.sampled_from(typos))
    assert_recognised(" ".join(words), language)
