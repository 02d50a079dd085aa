"""Pages people open: languages, landmarks, the sample warning, the embeddable element, the console's door."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from fastapi.testclient import TestClient

from bot.web.house import House
from tests.bot.web.conftest import Nurse

LANGUAGES = ("fi", "sv", "en")
PAGES = ("/", "/palvelut", "/saavutettavuus", "/hoitaja")


class TestEveryPage:
    def test_is_in_the_language_asked_for_and_offers_the_others(self, client: TestClient) -> None:
        for path, language in product(PAGES, LANGUAGES):
            answer = client.get(path, params={"lang": language})
            assert answer.status_code == 200
            assert f'<html lang="{language}">' in answer.text
            assert answer.headers["content-language"] == language
            for other in LANGUAGES:
                assert f'href="{path}?lang={other}"' in answer.text

    def test_has_title_main_one_heading_and_skip_link(self, client: TestClient) -> None:
        for path in PAGES:
            html = client.get(path).text
            assert re.search(r"<title>\S.*</title>", html)
            assert html.count("<main ") == 1
            assert html.count("<h1") == 1
            assert 'class="skip" href="#main"' in html


def test_accept_language_is_followed_when_nothing_is_asked(client: TestClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "sv-FI,sv;q=0.9,en;q=0.8"})
    assert '<html lang="sv">' in answer.text


@pytest.mark.parametrize(
    ("language", "warning"),
    [
        ("fi", "Esimerkkisisältöä, lääkäri ei ole vielä hyväksynyt arviointeja."),
        ("sv", "Exempelinnehåll, ingen läkare har ännu godkänt bedömningarna."),
        ("en", "Sample content: a doctor has not yet approved the assessments."),
    ],
)
def test_the_sample_content_warning_is_on_the_residents_page(client: TestClient, language: str, warning: str) -> None:
    assert warning in client.get("/", params={"lang": language}).text


class TestWithoutScripts:
    def test_the_front_page_gives_the_numbers_as_links(self, client: TestClient, house: House) -> None:
        html = client.get("/").text
        for role in ("emergency", "on_call", "crisis", "violence", "poison"):
            number = house.region.numbers_in("fi")[role]
            assert f'href="tel:{number.replace(" ", "")}"' in html

    def test_numbers_follow_the_language(self, client: TestClient, house: House) -> None:
        assert house.region.numbers_in("sv")["crisis"] in client.get("/", params={"lang": "sv"}).text


class TestWidgetModule:
    def test_carries_texts_in_every_language_and_the_numbers(self, client: TestClient, house: House) -> None:
        answer = client.get("/widget.js")
        assert answer.headers["content-type"].startswith("text/javascript")
        found = re.search(r"define\((.*), new URL\('\.', import\.meta\.url\)\.href\);", answer.text)
        assert found is not None
        config = json.loads(found[1])
        assert set(config["texts"]) == {"fi", "sv", "en"}
        assert set(config["texts"]["fi"]) == set(config["texts"]["sv"]) == set(config["texts"]["en"])
        assert config["numbers"]["fi"] == house.region.numbers_in("fi")
        assert config["limit"] == house.settings.message_limit

    def test_imports_a_module_that_is_served(self, client: TestClient) -> None:
        imported = re.search(r'from "\./(.*)";', client.get("/widget.js").text)
        assert imported is not None
        assert client.get(f"/{imported[1]}").status_code == 200


class TestConsole:
    def test_asks_to_sign_in_first(self, client: TestClient) -> None:
        html = client.get("/hoitaja").text
        assert 'id="sign-in"' in html
        assert 'id="duty"' not in html

    def test_opens_for_a_nurse(self, nurse: Nurse) -> None:
        html = nurse.client.get("/hoitaja").text
        assert 'id="duty"' in html
        assert "Sairaanhoitaja Anna" in html

    def test_stays_closed_for_an_editor_and_says_why(self, client: TestClient, house: House) -> None:
        house.accounts.create("editori", "salasana-123", "editor", "Eero Editori")
        client.post("/api/session", json={"username": "editori", "password": "salasana-123"})
        html = client.get("/hoitaja").text
        assert 'id="sign-in"' in html
        assert "ei ole hoitajan oikeuksia" in html

    def test_gives_quick_replies_in_every_language_a_resident_may_speak(self, nurse: Nurse) -> None:
        found = re.search(r'id="config">(.*?)</script>', nurse.client.get("/hoitaja").text, re.DOTALL)
        assert found is not None
        quick = json.loads(found[1])["quick"]
        assert {len(replies) for replies in quick.values()} == {len(quick["fi"])}
        assert not any("{" in reply for replies in quick.values() for reply in replies)
