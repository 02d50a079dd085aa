"""The contract's catalogue routes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from services_catalog import Catalog, create_catalog, create_router
from tests.services_catalog.conftest import WEDNESDAY_NOON

SERVICES = "/api/catalog/services"


def client_of(catalog: Catalog) -> TestClient:
    app = FastAPI()
    app.include_router(create_router(lambda: catalog, lambda: WEDNESDAY_NOON))
    return TestClient(app)


@pytest.fixture(scope="module")
def client(catalog: Catalog) -> TestClient:
    """A client of an app with nothing but the catalogue's routes."""
    return client_of(catalog)


def get(client: TestClient, query: str = "", **headers: str) -> dict[str, Any]:
    response = client.get(f"{SERVICES}{query}", headers=headers)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


class TestList:
    def test_an_item_has_what_the_contract_promises(self, client: TestClient) -> None:
        item = get(client, "?q=Näsin terveysasema&limit=1")["items"][0]
        assert item["id"] == "iu-terveysasema-nasi"
        assert item["name"] == "Näsin terveysasema, Porvoo"
        assert item["municipalities"] == ["Porvoo"]
        assert item["channels"] == ["location", "phone", "eservice"]
        assert item["phones"][0]["tel"] == "0000000001"
        assert item["url"].startswith("https://")
        assert (item["open_now"], item["next_open"]) == (True, None)
        assert item["verified_on"] == "2026-10-26"
        assert item["sample"] is True
        assert "headache" in item["topics"]
        assert item["score"] > 0
        assert {"word": "terveysasema", "matched": "terveysasema", "field": "name"} in item["why"]

    @pytest.mark.parametrize(
        "query",
        [
            "?municipality=Askola",
            "?municipality=018",
            "?municipality=askola&topic=headache",
            "?audience=older",
            "?service_language=sv",
            "?channel=phone",
            "?free=true",
            "?open_now=true",
            "?topic=home_care",
            "?lang=sv&q=hemvård",
            "?limit=1&offset=1",
            "?q=&municipality=&topic=&lang=",
        ],
    )
    def test_every_parameter_is_understood(self, client: TestClient, query: str) -> None:
        assert get(client, query)["total"] > 0

    @pytest.mark.parametrize(
        ("lang", "accept", "name"),
        [
            ("?lang=sv", "", "Hemvård"),
            ("?lang=sv", "en", "Hemvård"),
            ("?", "sv-FI,sv;q=0.9,en;q=0.8", "Hemvård"),
            ("?", "de, en;q=0.5, sv;q=0.7", "Hemvård"),
            ("?", "en-GB", "Home care"),
            ("?", "de", "Kotihoito"),
            ("?", "", "Kotihoito"),
        ],
    )
    def test_the_language_is_lang_then_accept_language(
        self, client: TestClient, lang: str, accept: str, name: str
    ) -> None:
        headers = {"Accept-Language": accept}
        items = get(client, f"{lang}&topic=home_care", **headers)["items"]
        assert name in [item["name"] for item in items]

    def test_a_notice_is_in_the_asker_s_language(self, client: TestClient) -> None:
        finnish = get(client, "?q=kohtaamispaikka&municipality=018")["notice"]
        swedish = get(client, "?q=träffpunkt&municipality=Mörskom&lang=sv")["notice"]
        assert "Askola" in finnish
        assert "lähimmät" in finnish
        assert "Mörskom" in swedish
        assert get(client, "?q=qwertyuiop")["notice"].startswith("Yhtään palvelua")
        assert get(client, "?q=kotihoito")["notice"] is None


class TestDetail:
    def test_a_service_whole(self, client: TestClient) -> None:
        body = get(client, "/iu-monipalveluauto?lang=sv")
        assert body["name"] == "Servicebilen Menopeli"
        stop = next(stop for stop in body["stops"] if stop["municipality"] == "Mörskom")
        assert stop["place"] == "Mörskom torg"
        assert stop["next_open"] == "2026-12-01T09:30:00+02:00"

    def test_channels_carry_address_and_hours(self, client: TestClient) -> None:
        place = get(client, "/iu-laboratorio-porvoo?lang=en")["channel_details"][0]
        assert (place["street"], place["postal_code"], place["municipality"]) == ("Terveystie 2", "06100", "Porvoo")
        assert place["hours"] == {"weekly": {"mon-thu": "07:00-15:00", "fri": "07:00-14:00"}}
        assert place["latitude"] == pytest.approx(60.3955)


class TestErrors:
    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ("?lang=de", "lang"),
            ("?municipality=Tukholma", "municipality"),
            ("?audience=robots", "audience"),
            ("?service_language=xx", "service_language"),
            ("?channel=pigeon", "channel"),
            ("?free=maybe", "free"),
            ("?open_now=soon", "open_now"),
            ("?topic=kotihoito", "topic"),
            ("?limit=0", "limit"),
            ("?limit=101", "limit"),
            ("?limit=many", "limit"),
            ("?offset=-1", "offset"),
            (f"?q={'a' * 501}", "q"),
        ],
    )
    def test_bad_input_is_refused_by_name(self, client: TestClient, query: str, parameter: str) -> None:
        response = client.get(f"{SERVICES}{query}")
        error = response.json()["error"]
        assert response.status_code == 422
        assert (error["code"], error["retry"], error["parameter"]) == ("invalid_parameter", False, parameter)
        assert parameter in error["message"]

    @pytest.mark.parametrize(
        ("headers", "lang", "word"),
        [({}, "", "Palvelua"), ({"Accept-Language": "sv"}, "", "Tjänsten"), ({}, "?lang=en", "service")],
    )
    def test_a_missing_service_is_404_in_the_asker_s_language(
        self, client: TestClient, headers: dict[str, str], lang: str, word: str
    ) -> None:
        response = client.get(f"{SERVICES}/no-such{lang}", headers=headers)
        assert response.status_code == 404
        assert response.json()["error"]["code"] == "service_not_found"
        assert word in response.json()["error"]["message"]

    def test_a_database_out_of_reach_is_503_and_worth_a_retry(self, tmp_path: Path) -> None:
        engine = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")  # without tables
        response = client_of(create_catalog(engine)).get(SERVICES)
        engine.dispose()
        assert response.status_code == 503
        assert response.json()["error"]["code"] == "catalog_unavailable"
        assert response.json()["error"]["retry"] is True

    def test_the_openapi_document_tells_the_error_shape(self, client: TestClient) -> None:
        paths = client.get("/openapi.json").json()["paths"]
        answers = paths[SERVICES + "/{service_id}"]["get"]["responses"]
        assert answers["404"]["content"]["application/json"]["schema"]["$ref"].endswith("ErrorOut")
        assert answers["422"]["content"]["application/json"]["schema"]["$ref"].endswith("ErrorOut")
