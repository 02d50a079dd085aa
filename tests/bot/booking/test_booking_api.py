"""A resident's own booking: page and JSON, in three languages, without scripts, not guessable."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from bot.booking.guesses import FAILURES
from bot.booking.model import Slot
from bot.booking.store import BookingStore

CODE = "ABCDE12345"
PAGE = f"/ajanvaraus/{CODE}"


@pytest.fixture(autouse=True)
def booked(book: Callable[..., object]) -> None:
    book("nurse-0")


class Outline(HTMLParser):
    """What an assistive technology would find: headings, buttons, forms, the language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.found if name == tag]


class TestJson:
    def test_ones_own_booking(self, client: TestClient, store: BookingStore) -> None:
        answer = client.get(f"/api/booking/{CODE}")
        booking = answer.json()["booking"]
        shown = ("code", "status", "service", "location", "address", "municipality", "cancellable")
        assert {key: booking[key] for key in shown} == {
            "code": CODE, "status": "booked", "service": "Hoitaja", "location": "Näsin asema",
            "address": "Terveystie 2, 06100 Porvoo", "municipality": "Porvoo", "cancellable": True,
        }  # fmt: skip
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:00:00\+0[23]:00", booking["start"])
        assert answer.headers["cache-control"] == "no-store"

    def test_cancelling_frees_the_time_and_can_be_repeated(self, client: TestClient, store: BookingStore) -> None:
        for _ in range(2):
            answer = client.post(f"/api/booking/{CODE}/cancel")
            assert (answer.status_code, answer.json()["booking"]["status"]) == (200, "cancelled")
        assert store.get(Slot, "nurse-0").status == "free"

    def test_a_time_that_has_passed_cannot_be_cancelled(self, client: TestClient, past: Callable[[str], None]) -> None:
        past("nurse-0")
        answer = client.post(f"/api/booking/{CODE}/cancel?lang=en")
        assert (answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["retry"]) == (
            409,
            "booking_over",
            False,
        )
        assert "no longer be cancelled" in answer.json()["error"]["message"]

    def test_an_unknown_code(self, client: TestClient) -> None:
        answer = client.get("/api/booking/ZZZZZ99999?lang=sv")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "booking_not_found")
        assert "Ingen bokning" in answer.json()["error"]["message"]

    def test_guessing_is_stopped(self, client: TestClient) -> None:
        for number in range(FAILURES):
            assert client.get(f"/api/booking/GGGGG{number:05}").status_code == 404
        answer = client.get(f"/api/booking/{CODE}")
        assert (answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["retry"]) == (
            429,
            "too_many_guesses",
            True,
        )
        assert client.get(PAGE).status_code == 429


class TestPage:
    @pytest.mark.parametrize(
        ("language", "title", "service", "button"),
        [("fi", "Oma ajanvaraus", "Hoitaja", "Peru aika"), ("sv", "Min tidsbokning", "Sjukskötare", "Avboka tiden"),
         ("en", "My appointment", "Hoitaja (en)", "Cancel the appointment")],
    )  # fmt: skip
    def test_time_place_and_a_way_to_cancel_in_three_languages(
        self, client: TestClient, language: str, title: str, service: str, button: str
    ) -> None:
        answer = client.get(PAGE, params={"lang": language})
        outline = Outline(answer.text)
        assert answer.status_code == 200
        assert outline.all("html")[0]["lang"] == language
        assert len(outline.all("h1")) == 1
        for text in (f"<h1>{title}</h1>", service, button, "06100", CODE):
            assert text in answer.text

    def test_the_time_can_be_read_by_machines_too(self, client: TestClient) -> None:
        (time,) = Outline(client.get(PAGE).text).all("time")
        assert time["datetime"] == client.get(f"/api/booking/{CODE}").json()["booking"]["start"]

    def test_no_script_is_needed_and_nothing_is_kept_or_indexed(self, client: TestClient) -> None:
        answer = client.get(PAGE)
        assert Outline(answer.text).all("script") == []
        assert (answer.headers["cache-control"], answer.headers["x-robots-tag"]) == ("no-store", "noindex")

    def test_cancelling_asks_first_then_cancels_then_shows(self, client: TestClient, store: BookingStore) -> None:
        (form,) = Outline(client.get(PAGE, params={"lang": "sv"}).text).all("form")
        assert (form["method"], form["action"]) == ("get", f"{PAGE}/peru")
        question = client.get(str(form["action"]), params={"lang": "sv"})
        assert "kan inte ångras" in question.text
        (form,) = Outline(question.text).all("form")
        assert form["method"] == "post"
        assert store.get(Slot, "nurse-0").status == "busy"
        answer = client.post(str(form["action"]))
        assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?lang=sv")
        shown = client.get(answer.headers["location"])
        assert "Tiden är avbokad." in shown.text
        assert Outline(shown.text).all("form") == []
        assert store.get(Slot, "nurse-0").status == "free"

    def test_a_cancelled_booking_has_nothing_left_to_confirm(self, client: TestClient) -> None:
        client.post(f"{PAGE}/peru")
        answer = client.get(f"{PAGE}/peru")
        assert "Aika on peruttu." in answer.text
        assert Outline(answer.text).all("form") == []

    def test_a_time_that_has_passed_is_shown_without_the_button(
        self, client: TestClient, past: Callable[[str], None]
    ) -> None:
        past("nurse-0")
        for answer in (client.get(PAGE), client.get(f"{PAGE}/peru"), client.post(f"{PAGE}/peru")):
            assert "ei voi enää perua" in answer.text
            assert Outline(answer.text).all("form") == []
        assert client.post(f"{PAGE}/peru").status_code == 409

    @pytest.mark.parametrize("code", ["ZZZZZ99999", "short", "%3Cscript%3E", "ABCDE1234%0A"])
    @pytest.mark.parametrize(("method", "tail"), [("GET", ""), ("GET", "/peru"), ("POST", "/peru")])
    def test_an_unknown_code_has_a_page_that_says_so(
        self, client: TestClient, code: str, method: str, tail: str
    ) -> None:
        answer = client.request(method, f"/ajanvaraus/{code}{tail}")
        assert answer.status_code == 404
        assert "<h1>Varausta ei löydy</h1>" in answer.text
        assert "<script>" not in answer.text

    def test_a_code_as_people_type_it_opens_the_page(self, client: TestClient) -> None:
        assert CODE in client.get("/ajanvaraus/abcde-12345").text
