"""The parts of the search that deal with words: tokens, colloquial words, spellings, places, topics."""

from __future__ import annotations

import pytest

from nlu.morphology import create_morphology
from services_catalog.record import LANGUAGES, Language
from services_catalog.search.analysis import LEMMA, PART, Analyser, stems
from services_catalog.search.fuzzy import FUZZY, Spellings
from services_catalog.search.lexicon import Synonyms, read_stopwords
from services_catalog.search.places import Places
from services_catalog.search.topics import TopicMatcher
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.conftest import REGION

ANALYSER = Analyser(create_morphology, read_stopwords())
SYNONYMS = Synonyms(ANALYSER)
PLACES = Places(vocabulary(), ANALYSER, vocabulary().of_region(REGION))


class TestTokens:
    def test_an_inflected_compound_gives_its_base_form_and_its_parts(self) -> None:
        (term,) = ANALYSER.terms("hammashoitolaan", "fi")
        assert term.tokens == {"hammashoitola": LEMMA, "hammas": PART, "hoitola": PART}

    def test_a_long_compound_also_gives_the_shorter_ones_in_it(self) -> None:
        (term,) = ANALYSER.terms("hoitotarvikejakelusta", "fi")
        assert {"hoitotarvike", "tarvikejakelu", "jakelu"} <= set(term.tokens)

    @pytest.mark.parametrize(
        ("text", "prose", "exact", "whole"),
        [
            ("Terveysaseman vaihtaminen", False, "terveysasema vaihtaa ", True),
            ("oma terveysasema", False, "terveysasema ", False),
            ("Lääkärin vastaanotto. Apua.", False, "lääkärinvastaanotto ", False),
            ("Lääkärin vastaanotto", True, "lääkäri vastaanotto ", True),
            ("apua", True, "apu ", True),
        ],
    )
    def test_tokens_of_a_text_to_be_indexed(self, text: str, prose: bool, exact: str, whole: bool) -> None:
        tokens = ANALYSER.tokens(text, "fi", prose=prose)
        assert (tokens.exact, tokens.whole) == (exact, whole)

    @pytest.mark.parametrize(
        ("text", "language", "words"),
        [
            ("mistä saan apua päihteiden kanssa?", "fi", ["päihteiden"]),
            ("var kan jag få hemvård", "sv", ["hemvård"]),
            ("where can I get a vaccine", "en", ["vaccine"]),
            ("soita 116117!", "fi", ["soita", "116117"]),
        ],
    )
    def test_words_that_tell_nothing_are_left_out(self, text: str, language: Language, words: list[str]) -> None:
        assert [term.surface for term in ANALYSER.terms(text, language)] == words

    def test_a_query_of_nothing_else_keeps_them(self) -> None:
        assert [term.surface for term in ANALYSER.terms("apua", "fi")] == ["apua"]

    @pytest.mark.parametrize(
        ("surface", "stem"),
        [("Söderkullassa", "söderkulla"), ("tk:hon", "tk"), ("labraan", "labra"), ("fyssarillekin", "fyssari")],
    )
    def test_endings_come_off_words_no_dictionary_knows(self, surface: str, stem: str) -> None:
        assert stem in stems(surface)


class TestColloquialWords:
    @pytest.mark.parametrize(
        ("text", "language", "token"),
        [
            ("sossuun", "fi", "sosiaalitoimisto"),
            ("tk:hon", "fi", "terveysasema"),
            ("arvauskeskus", "fi", "terveysasema"),
            ("neukkuun", "fi", "neuvola"),
            ("hammaslekurille", "fi", "hammashoitola"),
            ("labrassa", "fi", "laboratorio"),
            ("fyssarilta", "fi", "fysioterapia"),
            ("terkkarille", "fi", "kouluterveydenhoitaja"),
            ("hvc", "sv", "hälsostation"),
            ("jab", "en", "vaccin"),
        ],
    )
    def test_they_are_searched_as_what_they_mean(self, text: str, language: Language, token: str) -> None:
        (term,) = ANALYSER.terms(text, language)
        assert token in SYNONYMS.expand(term, language)

    def test_an_ordinary_word_means_itself(self) -> None:
        (term,) = ANALYSER.terms("laskujen", "fi")
        assert SYNONYMS.expand(term, "fi") == {}


class TestSpellings:
    spellings = Spellings(["hammaslääkäri", "hammashoitola", "tandläkar", "päivystys", "perhe"])

    @pytest.mark.parametrize(
        ("word", "token"),
        [("hamaslääkäri", "hammaslääkäri"), ("päivystis", "päivystys"), ("tandläkartid", "tandläkar")],
    )
    def test_a_word_like_it_is_found(self, word: str, token: str) -> None:
        assert max(self.spellings.alike(word).items(), key=lambda item: item[1])[0] == token

    def test_tokens_are_added_beside_the_known_ones(self) -> None:
        grown = Spellings(["hammaslääkäri"])
        grown.add(["hammashoitola", "hammaslääkäri"])
        assert list(grown.alike("hamashoitola")) == ["hammashoitola"]
        assert list(grown.alike("hamaslääkäri")) == ["hammaslääkäri"]
        assert ("hammashoitola" in grown, "hoitola" in grown) == (True, False)

    def test_the_beginning_of_a_compound_is_as_good_as_the_word(self) -> None:
        assert self.spellings.alike("tandläkartidsbokning") == {"tandläkar": FUZZY}
        assert self.spellings.alike("hammashoi")["hammashoitola"] == FUZZY

    @pytest.mark.parametrize("word", ["xyzzyxyz", "tie", ""])
    def test_nothing_like_it_gives_nothing(self, word: str) -> None:
        assert self.spellings.alike(word) == {}


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "language", "code"),
        [
            ("hammaslääkäri Askolassa", "fi", "018"),
            ("lapinjärveltä lääkäriin", "fi", "407"),
            ("LOVIISAAN", "fi", "434"),
            ("pukkilalaisten palvelut Pukkilassa", "fi", "616"),
            ("neuvola söderkullassa", "fi", "753"),
            ("hälsostation i Borgå", "sv", "638"),
            ("tandvård Lovisa", "sv", "434"),
            ("i Lappträsk", "sv", "407"),
            ("doctor in Porvoo", "en", "638"),
            ("päänsärky", "fi", None),
            ("Porvoosta Loviisaan kuljetus", "fi", None),
        ],
    )
    def test_a_municipality_is_heard_in_any_form(self, text: str, language: Language, code: str | None) -> None:
        assert PLACES.find(ANALYSER.terms(text, language))[0] == code


class TestTopics:
    matchers = {language: TopicMatcher(vocabulary().topics, ANALYSER, language) for language in LANGUAGES}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("text", "language", "topic"),
        [
            ("isä ei pärjää kotona yksin", "fi", "elderly_guidance"),
            ("reseptin uusiminen", "fi", "prescription_renewal"),
            ("poskiontelotulehdus", "fi", "respiratory_infection"),
            ("en saa unta öisin", "fi", "sleep_problem"),
            ("pengarna räcker inte till mat", "sv", "social_assistance"),
            ("I cannot sleep", "en", "sleep_problem"),
        ],
    )
    def test_need_sentences_and_words_lead_to_a_topic(self, text: str, language: Language, topic: str) -> None:
        terms = ANALYSER.terms(text, language)
        guesses = self.matchers[language].guess([(term, SYNONYMS.expand(term, language)) for term in terms])
        assert max(guesses.values(), key=lambda guess: guess.score).topic == topic
