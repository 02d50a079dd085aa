"""Was this helpful: the form of a service's page without scripts, and the same as JSON."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from bot.web.allowance import MOST
from bot.web.house import House
from services_catalog.editing import Author
from services_catalog.editing.helpfulness import Tally

SERVICE = "iu-sururyhma"
PAGE = f"/palvelut/{SERVICE}"
API = f"/api/catalog/services/{SERVICE}/feedback"
KEY = "55555555-5555-4555-8555-555555555555"


def tally(house: House) -> Tally:
    (found,) = house.editing.helpfulness.tallies()
    return found


def form(html: str) -> dict[str, str]:
    """The hidden fields of the page's question."""
    section = html[html.index('id="palaute"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', section))


class TestThePage:
    def test_yes_is_thanked_for(self, client: TestClient, house: House) -> None:
        html = client.get(PAGE).text
        assert "Oliko tästä sivusta apua?" in html
        answer = client.post(f"{PAGE}/palaute", data={**form(html), "helpful": "yes"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?lang=fi&palaute=kiitos#palaute")
        assert "Kiitos vastauksesta" in client.get(answer.headers["location"]).text
        assert (tally(house).yes, tally(house).no) == (1, 0)

    def test_no_asks_what_was_wrong_and_both_steps_are_one_answer(self, client: TestClient, house: House) -> None:
        asked = client.post(f"{PAGE}/palaute", data={**form(client.get(PAGE).text), "helpful": "no"})
        assert "Mikä oli vialla?" in asked.text
        assert "116117" in asked.text[asked.text.index('id="palaute"') :]
        assert tally(house).no == 1
        told = {**form(asked.text), "helpful": "no", "reason": "wrong_number", "note": "tunnus 131052-308T, ei vastaa"}
        assert "Kiitos vastauksesta" in client.post(f"{PAGE}/palaute", data=told).text
        assert (tally(house).no, tally(house).reasons) == (1, {"wrong_number": 1})
        assert [note.text for note in tally(house).notes] == ["tunnus …, ei vastaa"]

    def test_a_reason_need_not_be_given(self, client: TestClient, house: House) -> None:
        asked = client.post(f"{PAGE}/palaute", data={"key": KEY, "helpful": "no"}).text
        thanked = client.post(f"{PAGE}/palaute", data={**form(asked), "helpful": "no", "note": " "}).text
        assert "Kiitos vastauksesta" in thanked
        assert (tally(house).no, tally(house).reasons, tally(house).notes) == (1, {}, [])

    @pytest.mark.parametrize(
        ("language", "question", "thanks"),
        [("sv", "Hade du nytta", "Tack för ditt svar"), ("en", "Was this page helpful?", "Thank you for your answer")],
    )
    def test_in_the_reader_s_language(
        self, client: TestClient, house: House, language: str, question: str, thanks: str
    ) -> None:
        html = client.get(PAGE, params={"lang": language}).text
        assert question in html
        data = {**form(html), "helpful": "no", "why_asked": "1", "note": "x"}
        assert thanks in client.post(f"{PAGE}/palaute", params={"lang": language}, data=data).text
        assert tally(house).notes[0].language == language

    def test_another_site_cannot_answer(self, client: TestClient, house: House) -> None:
        origin = {"Origin": "https://evil.example"}
        assert client.post(f"{PAGE}/palaute", data={"key": KEY, "helpful": "no"}, headers=origin).status_code == 403
        assert house.editing.helpfulness.tallies() == []

    def test_too_many_answers_are_told_on_a_page_and_not_kept(self, client: TestClient, house: House) -> None:
        for number in range(MOST):
            client.post(API, json={"id": str(UUID(int=number)), "helpful": True})
        refused = client.post(f"{PAGE}/palaute", data={"key": KEY, "helpful": "no"})
        assert refused.status_code == 429
        assert "Vastausta ei tallennettu" in refused.text
        assert tally(house).no == 0

    def test_a_service_that_has_left_says_so(self, client: TestClient, house: House) -> None:
        house.editing.services.withdraw(SERVICE, Author("eeva", "Eeva"))
        gone = client.post(f"{PAGE}/palaute", data={"key": KEY, "helpful": "no"})
        assert gone.status_code == 404
        assert "Palvelua ei löydy" in gone.text

    def test_an_address_somebody_made_up_asks_again(self, client: TestClient) -> None:
        assert "Oliko tästä sivusta apua?" in client.get(PAGE, params={"palaute": "miksi", "avain": '"><b>'}).text


class TestTheApi:
    def test_keeps_an_answer_and_its_reason(self, client: TestClient, house: House) -> None:
        assert client.post(API, json={"id": KEY, "helpful": False}).status_code == 204
        assert client.post(API, json={"id": KEY, "helpful": False, "reason": "wrong_hours"}).status_code == 204
        assert (tally(house).no, tally(house).reasons) == (1, {"wrong_hours": 1})

    @pytest.mark.parametrize(
        ("path", "body", "status", "code"),
        [
            ("/api/catalog/services/ei-ole/feedback", {"id": KEY, "helpful": True}, 404, "service_not_found"),
            (API, {"id": KEY, "helpful": "ehkä"}, 422, "invalid_request"),
            (API, {"id": "1", "helpful": True}, 422, "invalid_request"),
            (API, {"id": KEY, "helpful": False, "reason": "ugly"}, 422, "invalid_request"),
            (API, {"id": KEY, "helpful": False, "note": "x" * 301}, 422, "invalid_request"),
        ],
    )
    def test_refusals(
        self, client: TestClient, house: House, path: str, body: dict[str, object], status: int, code: str
    ) -> None:
        refused = client.post(path, json=body, headers={"Accept-Language": "sv"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
        assert refused.json()["error"]["retry"] is False
        assert house.editing.helpfulness.tallies() == []

    def test_too_many_may_be_tried_later(self, client: TestClient) -> None:
        for number in range(MOST):
            client.post(API, json={"id": str(UUID(int=number)), "helpful": True})
        refused = client.post(API, json={"id": KEY, "helpful": True})
        assert (refused.status_code, refused.json()["error"]["retry"]) == (429, True)
