"""What keeps the catalogue true: quality, readability, broken links, queries that found nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from connectors.links import LinkVisitor
from services_catalog import Query, create_catalog
from services_catalog.editing.links import AGAIN_AFTER, AT_ONCE, FINE, SOONER
from services_catalog.editing.quality import findings
from services_catalog.editing.readability import readability, syllables
from services_catalog.record import Listing
from tests.services_catalog.conftest import REGION, WEDNESDAY_NOON
from tests.services_catalog.editing.conftest import EEVA, SERVICE, Office

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
STOP = {"place": {"fi": "Tori"}, "municipality": "018", "hours": "10:00-14:00"}
HARD = (
    "Palvelutarpeen arvioinnin perusteella järjestettävä kuntoutusohjaus muodostuu moniammatillisesta "
    "yhteistoiminnasta, asiakassuunnitelman toteuttamisesta sekä kuntoutujan omatoimisuuden edistämisestä. "
    "Ammattihenkilöstö toteuttaa kuntoutussuunnitelman mukaisia toimenpiteitä. Hakemus osoitetaan "
    "viranhaltijalle, joka tekee hallintopäätöksen. Päätöksestä voi vaatia oikaisua. Toimintakyvyn "
    "heikkeneminen arvioidaan uudelleen, kun olosuhteet muuttuvat olennaisesti aikaisemmasta. Arvioinnin "
    "toteuttaa viranomainen yhteistyössä asiakkaan sekä hänen omaistensa kanssa."
)
EASY = (
    "Voit tulla meille, kun arki on raskasta. Kerro, mitä tarvitset. Me kuuntelemme ja autamme. Voit soittaa tai "
    "tulla käymään. Aikaa ei tarvitse varata. Apu ei maksa mitään. Saat puhua rauhassa, eikä sinun tarvitse kertoa "
    "nimeäsi. Jos haluat, voit ottaa mukaan ystävän tai oman lapsen. Olemme auki joka päivä."
)


def listing(**news: object) -> Listing:
    """A service with nothing to mend."""
    fields: dict[str, object] = {
        "id": "aa", "region": REGION, "organisation": "oo", "municipalities": ["018"], "topics": ["home_care"],
        "texts": {x: {"name": "A", "summary": "B."} for x in ("fi", "sv")}, "verified_on": "2026-11-01",
        "channels": [{"id": "pp"}],
    }  # fmt: skip
    channel = {
        "id": "pp", "kind": "phone", "number": "000 000 0001", "hours": {"weekly": {"mon": "08:00-16:00"}},
        "urls": {"fi": "https://a.example/"},
    } | {name: news.pop(name) for name in ("hours",) if name in news}  # fmt: skip
    organisation = {"id": "oo", "kind": "county", "names": {"fi": "O"}}
    return Listing.model_validate({"service": fields | news, "organisation": organisation, "channels": [channel]})


class TestQuality:
    @pytest.mark.parametrize(
        ("news", "kinds"),
        [
            ({}, []),
            ({"texts": {"fi": {"name": "A", "summary": "B."}}}, ["no_swedish"]),
            ({"verified_on": "2025-11-21"}, ["not_verified"]),
            ({"verified_on": "2025-11-22"}, []),
            ({"verified_on": None}, ["not_verified"]),
            ({"topics": []}, ["no_topic"]),
            ({"hours": None}, ["no_hours"]),
            ({"hours": None, "stops": [STOP | {"day": "tue"}]}, []),
            ({"stops": [STOP | {"dates": ["2026-11-20"]}]}, ["no_stops"]),
            ({"stops": [STOP | {"dates": ["2026-11-20"]}, STOP | {"dates": ["2026-11-22"]}]}, []),
            (
                {"texts": {x: {"name": "A", "summary": "B.", "description": HARD} for x in ("fi", "sv")}},
                ["hard_finnish"],
            ),
        ],
    )
    def test_what_is_to_be_mended(self, news: dict[str, object], kinds: list[str]) -> None:
        assert [one.kind for one in findings([listing(**news)], NOW, {})] == kinds

    def test_a_broken_link_names_the_address_and_the_channel(self) -> None:
        (found,) = findings([listing()], NOW, {"https://a.example/": "status_404"})
        assert (found.kind, found.channel, found.values["outcome"]) == ("broken_link", "pp", "status_404")


class TestReadability:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("talo", 2), ("tie", 1), ("radio", 3), ("terveysasema", 5), ("hyvinvointialue", 7), ("yö", 1),
            ("lukea", 3), ("maa", 1), ("kauppa", 2), ("", 0),
        ],
    )  # fmt: skip
    def test_syllables(self, word: str, count: int) -> None:
        assert syllables(word) == count

    def test_officialese_is_hard_and_plain_words_are_not(self) -> None:
        hard, easy = readability(HARD), readability(EASY)
        assert hard is not None
        assert easy is not None
        assert hard.hard
        assert hard.grade > 14
        assert any(word.startswith("kuntoutussuunnitelman") for word in hard.long_words)
        assert not easy.hard
        assert easy.grade < 6

    def test_a_short_text_is_not_judged(self) -> None:
        assert readability("Kuntoutussuunnitelman toteuttaminen.") is None


class TestLinks:
    def test_new_addresses_first_then_the_oldest_and_none_too_soon(self, office: Office) -> None:
        checks, start = office.editing.links, datetime(2026, 11, 1, tzinfo=UTC)
        checks.note("https://a.example", FINE, start)
        checks.note("https://b.example", "status_500", start + timedelta(hours=1))
        urls = ["https://a.example", "https://b.example", "https://c.example"]
        assert checks.next(urls, start + timedelta(hours=2)) == ["https://c.example"]
        assert checks.next(urls, start + SOONER + timedelta(hours=2)) == ["https://c.example", "https://b.example"]
        assert checks.next(urls, start + AGAIN_AFTER)[1:] == ["https://a.example", "https://b.example"]
        assert len(checks.next([f"https://{n}.example" for n in range(200)], start)) == AT_ONCE

    def test_one_failure_may_be_chance_two_are_not(self, office: Office) -> None:
        checks, now = office.editing.links, datetime(2026, 11, 1, tzinfo=UTC)
        checks.note("https://a.example", "timeout", now)
        assert checks.broken() == {}
        checks.note("https://a.example", "status_404", now)
        assert checks.broken() == {"https://a.example": "status_404"}
        checks.note("https://a.example", FINE, now)
        assert checks.broken() == {}

    def test_an_address_nobody_links_to_any_more_is_forgotten(self, office: Office) -> None:
        checks, now = office.editing.links, datetime(2026, 11, 1, tzinfo=UTC)
        for _ in range(2):
            checks.note("https://a.example", "timeout", now)
        checks.next([], now)
        assert checks.broken() == {}

    def test_a_round_visits_what_published_services_link_to(self, office: Office) -> None:
        office.catalog.load_seed(REGION)
        urls = office.editing.overview.linked()
        assert urls
        visits = Visits()
        assert asyncio.run(office.editing.links.round(urls[:3], visits)) == 3
        assert visits.visited == urls[:3]
        assert asyncio.run(office.editing.links.round(urls[:3], visits)) == 0


class Visits:
    """Remembers what was visited."""

    def __init__(self) -> None:
        self.visited: list[str] = []

    async def visit(self, url: str) -> str:
        self.visited.append(url)
        return FINE


class TestVisiting:
    @staticmethod
    def visit(url: str, answer: object, hosts: dict[str, str] | None = None) -> tuple[str, list[str]]:
        asked: list[str] = []

        def far_end(request: httpx.Request) -> httpx.Response:
            asked.append(f"{request.method} {request.url}")
            made = answer(request) if callable(answer) else answer
            if isinstance(made, Exception):
                raise made
            return httpx.Response(made) if isinstance(made, int) else made  # type: ignore[return-value]

        async def resolve(host: str) -> list[str]:
            return [(hosts or {}).get(host, "93.184.216.34")]

        async def run() -> str:
            visitor = LinkVisitor(httpx.MockTransport(far_end), resolve, pause=0)
            try:
                return await visitor.visit(url)
            finally:
                await visitor.close()

        return asyncio.run(run()), asked

    @pytest.mark.parametrize(
        ("answer", "outcome"),
        [
            (200, "fine"),
            (404, "status_404"),
            (500, "status_500"),
            (429, "fine"),
            (httpx.ConnectError("no"), "unreachable"),
            (httpx.ReadTimeout("slow"), "timeout"),
            (httpx.Response(301, headers={"Location": "https://a.example/"}), "redirects"),
        ],
    )
    def test_outcomes(self, answer: object, outcome: str) -> None:
        assert self.visit("https://a.example/", answer)[0] == outcome

    def test_a_server_that_dislikes_head_is_asked_as_a_browser_would(self) -> None:
        outcome, asked = self.visit("https://a.example/", lambda request: 405 if request.method == "HEAD" else 200)
        assert (outcome, [one.split()[0] for one in asked]) == ("fine", ["HEAD", "GET"])

    @pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "192.168.0.9"])
    def test_our_own_network_is_never_visited_not_even_by_redirect(self, address: str) -> None:
        inner = {"inner.example": address}
        assert self.visit("https://inner.example/", 200, inner) == ("refused_address", [])
        leads_in = httpx.Response(302, headers={"Location": "http://inner.example/"})
        outcome, asked = self.visit("https://a.example/", leads_in, inner)
        assert (outcome, asked) == ("refused_address", ["HEAD https://a.example/"])

    def test_only_web_addresses_are_visited(self) -> None:
        assert self.visit("ftp://a.example/", 200) == ("refused_address", [])


class TestQueriesThatFoundNothing:
    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("  Lemmikin   Hoito ", "lemmikin hoito"),
            ("matti hakee kotihoitoa", "… hakee kotihoitoa"),
            ("soita 040 123 4567", "soita …"),
            ("matti@example.fi apu", "… apu"),
            ("hakemus 123456", "hakemus …"),
            ("matti", ""),
            ("minä olen ihan yksin täällä ja pelottaa", ""),
            ("", ""),
        ],
    )
    def test_what_is_kept_of_a_query(self, office: Office, text: str, kept: str) -> None:
        assert office.editing.unanswered.normalised(text) == kept

    def test_residents_queries_are_counted_editors_and_narrowed_ones_are_not(self, office: Office) -> None:
        noted = office.editing.unanswered
        catalog = create_catalog(office.database.engine, region=REGION, nothing_found=noted.note)
        for _ in range(2):
            catalog.search(Query(now=WEDNESDAY_NOON, text="Qwrtp zxcvb"))
            catalog.search(Query(now=WEDNESDAY_NOON, text="hhhjjjkk", free=True))
            catalog.try_out(Query(now=WEDNESDAY_NOON, text="xxyyzzww"))
            catalog.search(Query(now=WEDNESDAY_NOON, text="kotihoito"))
        (one,) = noted.most_asked(WEDNESDAY_NOON.date())
        assert (one.query, one.language, one.count, one.last_day) == ("qwrtp zxcvb", "fi", 2, WEDNESDAY_NOON.date())

    def test_one_that_came_once_is_not_shown(self, office: Office) -> None:
        office.editing.unanswered.note("lemmikin hoito", "fi", TODAY)
        assert office.editing.unanswered.most_asked(TODAY) == []

    def test_they_are_gone_after_ninety_days(self, office: Office) -> None:
        noted = office.editing.unanswered
        for _ in range(2):
            noted.note("lemmikin hoito", "fi", TODAY)
        assert len(noted.most_asked(TODAY + timedelta(days=90))) == 1
        noted.forget(TODAY + timedelta(days=91))
        assert noted.most_asked(TODAY) == []


def test_the_list_finds_published_drafts_and_withdrawn_ones(office: Office) -> None:
    overview = office.editing.overview
    seen = office.seen()
    office.editing.services.save(SERVICE, seen, seen | {"free": True}, EEVA)
    office.editing.services.withdraw("vertaistuki", EEVA)
    assert {entry.id: entry.states for entry in overview.entries(EEVA, None)} == {
        SERVICE: ("published", "draft"), "vertaistuki": ("withdrawn",),
    }  # fmt: skip
    assert [entry.id for entry in overview.entries(EEVA, [], "vertais")] == ["vertaistuki"]
    assert [entry.id for entry in overview.entries(EEVA, None, state="draft")] == [SERVICE]
