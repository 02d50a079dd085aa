"""Answers of the search over the sample catalogue: relevance, facets, places, order, reasons."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from services_catalog import Catalog, Query
from services_catalog.search import Notice, Why
from services_catalog.seed import load_seed
from tests.services_catalog.conftest import REGION, WEDNESDAY_NOON, Find
from tests.services_catalog.test_hours import at

QUERIES = yaml.safe_load(Path(__file__).with_name("queries.yml").read_text(encoding="utf-8"))["queries"]
LANGUAGE_OF_KIND = {"swedish": "sv", "english": "en"}


class TestResidentsQueries:
    def test_nineteen_of_twenty_find_their_service_among_the_first_three(self, find: Find) -> None:
        missed = defaultdict(list)
        for query in QUERIES:
            found = find(query["q"], language=LANGUAGE_OF_KIND.get(query["kind"], "fi"), limit=3)
            if not set(found) & set(query["accept"]):
                missed[query["kind"]].append((query["q"], found))
        assert sum(map(len, missed.values())) <= 0.05 * len(QUERIES), dict(missed)

    def test_seven_of_eight_find_it_first(self, find: Find) -> None:
        first = [find(query["q"], language=LANGUAGE_OF_KIND.get(query["kind"], "fi"), limit=1)[:1] for query in QUERIES]
        right = sum(bool(set(ids) & set(query["accept"])) for ids, query in zip(first, QUERIES, strict=True))
        assert right >= 7 / 8 * len(QUERIES)

    def test_acceptable_services_exist(self) -> None:
        known = {service.id for service in load_seed(REGION).services}
        assert {i for query in QUERIES for i in query["accept"]} - known == set()

    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_every_service_is_found_by_its_own_name(self, find: Find, language: str) -> None:
        named = [(s.id, s.texts[language].name) for s in load_seed(REGION).services]  # type: ignore[index]
        assert [name for i, name in named if i not in find(name, language=language, limit=3)] == []

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("terveysaseman vaihtaminen", "iu-terveysaseman-vaihto"),
            ("hoitotarvikkeiden jakelu", "iu-hoitotarvikkeet"),
            ("hampaiden oikominen", "iu-oikomishoito"),
        ],
    )
    def test_a_whole_name_is_more_than_its_topic(self, find: Find, text: str, first: str) -> None:
        assert find(text)[0] == first

    @pytest.mark.parametrize(("text", "language"), [("itken koko ajan", "fi"), ("jag gråter hela tiden", "sv")])
    def test_a_phrase_is_not_about_its_words(self, find: Find, text: str, language: str) -> None:
        assert "iu-sahkoinen-ajanvaraus" not in find(text, language=language)[:3]

    @pytest.mark.parametrize("text", ["asdfgh qwerty", "?", "🙂", "ÅÄÖ" * 100])
    def test_nonsense_finds_nothing_and_says_so(self, catalog: Catalog, text: str) -> None:
        page = catalog.search(Query(now=WEDNESDAY_NOON, text=text))
        assert (page.total, page.notice) == (0, Notice("nothing_found"))


class TestFacets:
    @pytest.mark.parametrize(
        ("facet", "value", "inside", "outside"),
        [
            ("audience", "older", "iu-kotihoito", "iu-neuvola-porvoo"),
            ("service_language", "ar", "iu-nollalinja", "iu-kotihoito"),
            ("channel", "form", "iu-lastensuojelu", "iu-neuvola-porvoo"),
            ("free", True, "iu-digituki", "iu-kotihoito"),
            ("free", False, "iu-kotihoito", "iu-digituki"),
            ("topic", "home_care", "iu-kotihoito", "iu-digituki"),
        ],
    )
    def test_a_facet_keeps_what_has_it(self, find: Find, facet: str, value: object, inside: str, outside: str) -> None:
        found = find(limit=100, **{facet: value})
        assert inside in found
        assert outside not in found

    def test_facets_narrow_a_search_together(self, find: Find) -> None:
        found = find("apua kotiin", audience="older", free=False, limit=100)
        assert "iu-kotihoito" in found
        assert "iu-lapsiperheiden-kotipalvelu" not in found

    @pytest.mark.parametrize(
        ("moment", "open_ones", "closed_ones"),
        [
            ("2026-11-25 12:00", {"iu-terveysasema-nasi", "iu-paivystysapu"}, {"iu-terveysasema-lapinjarvi"}),
            ("2026-11-28 12:00", {"iu-paivystysapu"}, {"iu-terveysasema-nasi", "iu-terveysasema-lapinjarvi"}),
        ],
    )
    def test_open_now_is_of_the_moment(
        self, find: Find, moment: str, open_ones: set[str], closed_ones: set[str]
    ) -> None:
        found = set(find(now=at(moment), open_now=True, limit=200))
        assert open_ones <= found
        assert not closed_ones & found
        assert closed_ones <= set(find(now=at(moment), open_now=False, limit=200))

    def test_pages_follow_each_other_without_gaps(self, find: Find) -> None:
        whole = find("terveysasema", limit=20)
        assert find("terveysasema", limit=5) + find("terveysasema", limit=5, offset=5) == whole[:10]

    def test_everything_is_listed_by_name_when_nothing_is_asked(self, catalog: Catalog) -> None:
        page = catalog.search(Query(now=WEDNESDAY_NOON, limit=200))
        names = [hit.listing.service.texts["fi"].name.casefold() for hit in page.hits]
        assert page.total == len(load_seed(REGION).services)
        assert names == sorted(names)


class TestTopic:
    @pytest.mark.parametrize(
        ("topic", "first"),
        [
            ("physiotherapy", "iu-fysioterapia"),
            ("back_pain", "iu-fysioterapia"),
            ("tooth_mouth", "iu-hammaspaivystys"),
            ("on_call_care", "iu-paivystysapu"),
            ("prescription_renewal", "iu-reseptin-uusiminen"),
            ("mobile_services", "iu-monipalveluauto"),
        ],
    )
    def test_services_made_for_a_topic_come_first_without_words(self, find: Find, topic: str, first: str) -> None:
        assert find(topic=topic)[0] == first

    def test_one_s_own_health_station_leads_for_a_symptom(self, find: Find) -> None:
        assert find(topic="headache", municipality="018")[0] == "iu-terveysasema-askola"

    def test_words_order_a_topic_but_do_not_empty_it(self, find: Find) -> None:
        assert set(find("qwerty", topic="dental_care", limit=50)) == set(find(topic="dental_care", limit=50))
        assert find("Loviisa", topic="dental_care")[0] == "iu-hammashoitola-loviisa"

    def test_a_topic_no_service_answers_is_empty(self, catalog: Catalog) -> None:
        page = catalog.search(Query(now=WEDNESDAY_NOON, topic="greet"))
        assert (page.total, page.notice) == (0, Notice("nothing_found"))


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "language", "first"),
        [
            ("terveysasema sipoossa", "fi", {"iu-terveysasema-nikkila", "iu-terveysasema-soderkulla"}),
            ("lääkäri Söderkullassa", "fi", {"iu-terveysasema-soderkulla"}),
            ("hammaslääkäri pukkila", "fi", {"iu-hammashoitola-askola"}),
            ("rådgivning i Lappträsk", "sv", {"iu-neuvola-loviisa"}),
            ("korva kipeä Myrskylässä", "fi", {"iu-terveysasema-myrskyla"}),
        ],
    )
    def test_a_place_in_the_words_narrows_to_its_services(
        self, find: Find, text: str, language: str, first: set[str]
    ) -> None:
        assert find(text, language=language)[0] in first

    def test_a_municipality_given_keeps_only_what_serves_it(self, catalog: Catalog) -> None:
        page = catalog.search(Query(now=WEDNESDAY_NOON, text="terveysasema", municipality="018", limit=100))
        assert page.notice is None
        assert all(hit.listing.service.covers("018") for hit in page.hits)

    @pytest.mark.parametrize(
        ("query", "nearest"),
        [
            ({"text": "kohtaamispaikka", "municipality": "018"}, "iu-kohtaamispaikka"),
            ({"text": "kohtaamispaikka Askolassa"}, "iu-kohtaamispaikka"),
            ({"text": "perhekahvila", "municipality": "407"}, "iu-perhekahvila"),
            ({"text": "terveysneuvontapiste", "municipality": "434"}, "iu-terveysneuvontapiste"),
        ],
    )
    def test_nothing_local_shows_the_nearest_and_says_so(
        self, catalog: Catalog, query: dict[str, str], nearest: str
    ) -> None:
        page = catalog.search(Query(now=WEDNESDAY_NOON, **query))  # type: ignore[arg-type]
        assert page.notice is not None
        assert page.notice.code == "nearest_shown"
        assert page.hits[0].listing.service.id == nearest

    def test_after_the_nearest_comes_what_residents_can_use(self, catalog: Catalog) -> None:
        page = catalog.search(Query(now=WEDNESDAY_NOON, text="perhekahvila", municipality="407", limit=100))
        services = [hit.listing.service for hit in page.hits]
        first_local = next(at for at, service in enumerate(services) if service.covers("407"))
        assert page.notice is not None
        assert 0 < first_local < len(services)
        assert all(service.covers("407") for service in services[first_local:])
        assert len({service.id for service in services}) == page.total

    def test_what_is_local_is_found_however_much_there_is_elsewhere(
        self, find: Find, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("services_catalog.search.engine.MOST", 3)
        assert find("terveysasema", municipality="018")[0] == "iu-terveysasema-askola"
        assert len(find("terveysasema")) == 3

    def test_of_several_the_nearer_comes_first(self, find: Find) -> None:
        west = find("kohtaamispaikka", municipality="753")
        assert west.index("iu-kohtaamispaikka") < west.index("iu-lahitalo-loviisa")
        north = find("mobiili palveluauto pysäkki", municipality="638")
        assert north[0] == "iu-monipalveluauto"


class TestReasons:
    def why(self, catalog: Catalog, text: str, language: str = "fi") -> tuple[Why, ...]:
        query = Query(now=WEDNESDAY_NOON, text=text, language=language, limit=1)  # type: ignore[arg-type]
        return catalog.search(query).hits[0].why

    def test_a_hit_tells_which_word_matched_where(self, catalog: Catalog) -> None:
        assert Why("hammashoitolaan", "hammashoitola", "name") in self.why(catalog, "Askolan hammashoitolaan")

    def test_a_need_tells_its_topic(self, catalog: Catalog) -> None:
        why = self.why(catalog, "isä ei pärjää enää kotona")
        assert next(reason.matched for reason in why if reason.field == "topic") == "home_care"
