"""The factory, threads, time, and the two languages without Voikko."""

from __future__ import annotations

import doctest
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import nlu.morphology
from nlu.morphology import Morphology, create_morphology
from tests.nlu.morphology.tables import table

TEXTS = [str(surface) for kind in ("puhekieli", "dots", "typos") for surface, _ in table(kind)]


class TestFactory:
    def test_the_example_in_the_documentation_holds(self) -> None:
        results = doctest.testmod(nlu.morphology)
        assert results.attempted > 0
        assert results.failed == 0

    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_one_analyser_a_language(self, language: str) -> None:
        assert create_morphology(language) is create_morphology(language)
        assert create_morphology(language).language == language

    def test_another_language_is_refused(self) -> None:
        with pytest.raises(ValueError, match="'et'"):
            create_morphology("et")


class TestThreads:
    def test_eight_threads_give_what_one_gives(self, finnish: Morphology) -> None:
        alone = [finnish.analyse(text) for text in TEXTS]

        def work(offset: int) -> bool:
            order = TEXTS[offset:] + TEXTS[:offset]
            expected = alone[offset:] + alone[:offset]
            # A sentence no other thread has asked for, so that every thread's own Voikko works too.
            finnish.analyse(f"kissa{'n' * offset} hengenahdistus{offset} lääkäriin")
            return [finnish.analyse(text) for text in order] == expected

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(work, range(0, 400, 50)))

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_stemmers_are_not_shared_either(self, language: str) -> None:
        morphology = create_morphology(language)
        stems, endings = ("feber", "pain", "vård", "breath"), ("en", "ing", "s", "ed")
        words = [stem + ending for stem in stems for ending in endings]
        alone = [morphology.analyse(word)[0].lemma for word in words]
        with ThreadPoolExecutor(8) as pool:
            for got in pool.map(lambda _: [morphology.analyse(word)[0].lemma for word in words], range(16)):
                assert got == alone


class TestTime:
    def test_an_ordinary_message_takes_milliseconds(self, finnish: Morphology) -> None:
        text = "mulla on ollu kuumetta ja yskää jo viikon, tarttis päästä lääkäriin tänään"
        finnish.analyse(text)
        start = time.process_time()
        for _ in range(50):
            finnish.analyse(text)
        assert (time.process_time() - start) / 50 < 0.005

    def test_two_thousand_characters_of_noise_are_bounded(self, finnish: Morphology) -> None:
        noise = " ".join(f"{a}{b}{c}kiu{a}pl" for a in "aeiourst" for b in "klmnptv" for c in "aouäi")[:2000]
        start = time.process_time()
        finnish.analyse(noise)
        assert time.process_time() - start < 0.1  # about 0.015 s on a quiet machine


class TestSwedishAndEnglish:
    @pytest.mark.parametrize(
        ("language", "forms"),
        [
            ("sv", ("feber", "febern")), ("sv", ("läkare", "läkaren")), ("sv", ("ryggen", "rygg")),
            ("en", ("headache", "headaches")), ("en", ("bleeding", "bleed")), ("en", ("appointments", "appointment")),
        ],
    )  # fmt: skip
    def test_forms_share_a_stem(self, language: str, forms: tuple[str, str]) -> None:
        first, second = (create_morphology(language).analyse(form)[0].lemma for form in forms)
        assert first == second

    @pytest.mark.parametrize(
        ("text", "normal"), [("int", "inte"), ("nån", "någon"), ("me", "med"), ("hvc", "hälsovårdscentral")]
    )
    def test_spoken_finland_swedish_is_written_out(self, text: str, normal: str) -> None:
        assert create_morphology("sv").analyse(text)[0].normal == normal

    def test_the_typed_form_stays_among_the_base_forms(self) -> None:
        assert "febern" in create_morphology("sv").analyse("febern")[0].lemmas
