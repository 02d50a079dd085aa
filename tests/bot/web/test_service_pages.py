"""The service tray: it works with forms and links alone."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from bot.web.house import House


@pytest.fixture
def tray(client: TestClient, house: House) -> TestClient:
    """The pages over the sample catalogue."""
    house.catalog.load_seed("ita-uusimaa")
    return client


def links(html: str) -> list[str]:
    """Addresses of the services in a result list."""
    return re.findall(r'<h3[^>]*><a href="(/palvelut/[^"?]+)', html)


class TestSearching:
    def test_finds_by_a_word_and_links_to_the_service(self, tray: TestClient) -> None:
        found = links(tray.get("/palvelut", params={"q": "fysioterapia"}).text)
        assert found
        assert tray.get(found[0]).status_code == 200

    def test_keeps_what_was_asked_in_the_form(self, tray: TestClient) -> None:
        html = tray.get("/palvelut", params={"q": "neuvola", "municipality": "018", "free": "1"}).text
        assert 'value="neuvola"' in html
        assert re.search(r'<option value="018" selected>', html)
        assert re.search(r'name="free" value="1" checked', html)
        assert "<details open>" in html

    def test_an_unknown_facet_counts_as_none(self, tray: TestClient) -> None:
        assert links(tray.get("/palvelut", params={"audience": "nobody", "channel": "pigeon"}).text)

    def test_empty_fields_of_the_form_count_as_none(self, tray: TestClient) -> None:
        query = {"q": "", "municipality": "", "audience": "", "service_language": "", "channel": ""}
        assert links(tray.get("/palvelut", params=query).text)

    def test_what_was_written_is_escaped(self, tray: TestClient) -> None:
        html = tray.get("/palvelut", params={"q": '"><script>alert(1)</script>'}).text
        assert "<script>alert" not in html

    def test_pages_follow_each_other_without_gaps_or_repeats(self, tray: TestClient) -> None:
        seen: list[str] = []
        address: str | None = "/palvelut?lang=fi"
        while address:
            html = tray.get(address).text
            seen += links(html)
            following = re.search(r'rel="next" href="([^"]+)"', html)
            address = following[1].replace("&amp;", "&") if following else None
        assert len(seen) == len(set(seen)) > 20


class TestOneService:
    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_tells_how_to_reach_it(self, tray: TestClient, language: str) -> None:
        address = links(tray.get("/palvelut", params={"q": "fysioterapia"}).text)[0]
        html = tray.get(address, params={"lang": language}).text
        assert f'<html lang="{language}">' in html
        assert 'href="tel:' in html
        assert 'class="tag tag-sample"' in html

    def test_one_that_is_not_there_says_so(self, tray: TestClient) -> None:
        answer = tray.get("/palvelut/ei-ole")
        assert answer.status_code == 404
        assert "Palvelua ei löydy" in answer.text
