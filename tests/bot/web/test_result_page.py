"""The page of a result: by its own address only, in three languages, as paper and text, as long as its conversation."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.bot.web.conftest import FakeRasa, Resident

TOLD: dict[str, Any] = {
    "kind": "result", "topic": "headache", "assessment": "headache", "version": 1, "urgency": "urgent_now",
    "headline": "Tarvitset arvion tänään.", "reasons": ["Muu merkki: Niska on jäykkä"],
    "actions": ["Ota nyt heti yhteyttä päivystykseen."], "watch": ["Jos vointi huononee nopeasti, soita 112."],
    "reviewed": False, "answers": [{"question": "Ikä", "answer": "45 <b>v</b>"}],
}  # fmt: skip
SERVICES = [
    {"id": "a", "name": "Porvoon terveysasema", "phones": ["019 000 0001"]},
    {"id": "b", "name": "Päivystys", "phones": [{"number": "019 000 0002"}]}, {"id": "c", "name": "Omaolo"},
]  # fmt: skip
KINDS = {"result": "Kiireellinen", "services": "Palveluja:"}


def result(*data: dict[str, Any]) -> httpx.Response:
    replies = [{"text": KINDS[row["kind"]], "options": [], "data": row} for row in data]
    intent = {"name": "headache", "confidence": 0.9}
    return httpx.Response(200, json={"replies": replies, "intent": intent, "ranking": [intent], "entities": []})


@pytest.fixture
def page(resident: Resident, rasa: FakeRasa) -> str:
    """The address that comes with a result."""
    rasa.answer = lambda _: result(TOLD, {"kind": "services", "topic": "headache", "services": SERVICES})
    address: str = resident.say("niska on jäykkä")[0]["data"]["page"]
    return f"/{address}"


def test_it_says_how_urgent_why_what_to_do_what_to_watch_and_whom_to_call(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    for piece in (
        "Päänsärky", "Kiireellinen", TOLD["headline"], TOLD["reasons"][0], TOLD["actions"][0], TOLD["watch"][0],
        "Porvoon terveysasema", "019 000 0001", "019 000 0002", 'href="tel:116117"', "ei ole diagnoosi",
        "ei ole hyväksynyt", "Kerrottu ",
    ):  # fmt: skip
        assert piece in answer.text, piece
    assert "45 &lt;b&gt;v" in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize(
    ("language", "piece"), [("fi", "ei ole diagnoosi"), ("sv", "ingen diagnos"), ("en", "not a diagnosis")]
)
def test_it_is_in_the_language_asked_for_and_marks_what_was_told_in_another(
    client: TestClient, page: str, language: str, piece: str
) -> None:
    html = client.get(page, params={"lang": language}).text
    assert f'<html lang="{language}">' in html
    assert piece in html
    assert f'<p class="headline" lang="fi">{TOLD["headline"]}' in html


def test_it_is_in_the_language_of_the_conversation_when_none_is_asked_for(client: TestClient, page: str) -> None:
    assert '<html lang="fi">' in client.get(page, headers={"Accept-Language": "sv"}).text


def test_it_is_kept_nowhere_and_found_by_nobody_else(client: TestClient, page: str) -> None:
    for address in (page, f"{page}/teksti"):
        headers = client.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]
        assert headers["referrer-policy"] == "no-referrer"
    assert len(page.rpartition("/")[2]) == 32
    missing = client.get("/tulos/" + "a" * 32)
    assert (missing.status_code, "ei löydy" in missing.text) == (404, True)
    assert client.get("/tulos/" + "a" * 32 + "/teksti").json()["error"]["code"] == "result_not_found"


def test_it_is_saved_as_text(client: TestClient, page: str) -> None:
    answer = client.get(f"{page}/teksti", params={"lang": "sv"})
    assert answer.headers["content-disposition"].startswith('attachment; filename="opastin-20')
    for piece in (
        "BEDÖMNINGENS RESULTAT",
        TOLD["headline"],
        "- Porvoon terveysasema: 019 000 0001",
        "Brådska: Brådskande",
    ):
        assert piece in answer.text
    assert "ingen diagnos" in answer.text


def test_it_lives_as_long_as_the_conversation(client: TestClient, resident: Resident, page: str) -> None:
    client.post(f"{resident.path}/close", headers=resident.headers)
    assert client.get(page).status_code == 200
    client.delete(resident.path, headers=resident.headers)
    assert client.get(page).status_code == 404


def test_each_result_has_a_page_of_its_own_and_other_messages_none(resident: Resident, rasa: FakeRasa) -> None:
    rasa.answer = lambda _: result(TOLD, {"kind": "services", "topic": "headache", "services": SERVICES})
    first, second = resident.say("niska on jäykkä"), resident.say("niska on jäykkä")
    assert first[0]["data"]["page"] != second[0]["data"]["page"]
    assert "page" not in first[1]["data"]
    html = resident.client.get("/" + first[0]["data"]["page"]).text
    assert html.count("Porvoon terveysasema") == 1
