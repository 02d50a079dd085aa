"""The desk's pages, used as a browser without scripts uses them."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from datetime import timedelta
from html import unescape
from itertools import product
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.storage import now
from bot.web.house import House
from services_catalog.editing import Author
from services_catalog.hours import HELSINKI
from tests.bot.web.conftest import Nurse
from tests.bot.web.editing.conftest import PASSWORD, Editor, Forms, NewEditor, faults

GROUP = "/toimitus/palvelut/iu-sururyhma"
BUS = "/toimitus/palvelut/iu-monipalveluauto"
NEW = "/toimitus/palvelut/uusi"
PLACE = "/toimitus/yhteystiedot/iu-loc-nasi"
ASSOCIATION = "iu-mieliyhdistys"  # the one that has GROUP
PAGES = (
    "/toimitus", GROUP, f"{GROUP}/historia", NEW, "/toimitus/yhteystiedot", PLACE, f"{PLACE}/historia",
    "/toimitus/yhteystiedot/uusi", "/toimitus/palaute", "/toimitus/laatu", "/toimitus/haku", "/toimitus/tiedostot",
)  # fmt: skip

BAD: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"texts__fi__name": ""}, "texts.fi.name", "Tämä tarvitaan."),
    ({"texts__fi__summary": "x" * 301}, "texts.fi.summary", "Enintään 300 merkkiä"),
    ({"age_min": "kuusi"}, "age_min", "Kirjoita luku. Nyt tässä on: kuusi"),
    ({"verified_on": "31.2.2026"}, "verified_on", "22.11.2026"),
    ({"municipalities": None}, "municipalities", "Valitse kunnat"),
    ({"channel": ["Ei tällaista"], "channel_hours": [""]}, "channels", "Ei tällaista"),
    ({"channel_hours": ["ma kahdeksasta neljään"] * 3}, "channels", "ma kahdeksasta neljään"),
    ({"organisation": ""}, "organisation", "Tämä tarvitaan."),
)
"""What an editor may write, where it is told, and what is said."""


def name(house: House, service_id: str = "iu-sururyhma", language: str = "fi") -> str:
    return house.catalog.get(service_id).service.texts[language].name  # type: ignore[index]


class TestEveryPage:
    def test_is_whole_in_each_language(self, eeva: Editor) -> None:
        eeva.save(GROUP, texts__fi__name="Uusi nimi")
        eeva.save(PLACE, "", names__en="Place")
        for path, language in product(PAGES, ("fi", "sv", "en")):
            answer = eeva.get(path, lang=language)
            assert answer.status_code == 200, path
            assert f'<html lang="{language}">' in answer.text
            assert answer.text.count("<h1") == 1
            assert answer.headers["cache-control"] == "no-store"
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            assert " style=" not in answer.text
            assert " onclick" not in answer.text
            ids = re.findall(r' id="([^"]+)"', answer.text)
            assert len(ids) == len(set(ids)), path
            for field in re.findall(r'<label[^>]* for="([^"]+)"', answer.text):
                assert field in ids, f"{path}: {field}"

    def test_asks_who_it_is(self, client: TestClient) -> None:
        for path in PAGES:
            answer = client.get(path)
            assert 'name="password"' in answer.text, path
            assert "Sururyhmä" not in answer.text

    def test_is_not_for_nurses(self, nurse: Nurse) -> None:
        answer = nurse.client.get(GROUP)
        assert answer.status_code == 403
        assert "ei ole toimittajan oikeuksia" in answer.text


class TestSigningIn:
    def test_leads_where_one_was_going_and_out_again(self, client: TestClient, new_editor: NewEditor) -> None:
        new_editor("eeva")
        form = {"username": "eeva", "password": PASSWORD, "back": GROUP}
        answer = client.post("/toimitus/kirjaudu", data=form, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{GROUP}?lang=fi")
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert "samesite=strict" in answer.headers["set-cookie"].lower()
        assert "Sururyhmä" in client.get(GROUP).text
        client.post("/toimitus/poistu")
        assert 'name="password"' in client.get(GROUP).text

    def test_wrong_password_says_so_and_keeps_the_name(self, client: TestClient, new_editor: NewEditor) -> None:
        new_editor("eeva")
        answer = client.post("/toimitus/kirjaudu", data={"username": "eeva", "password": "väärä"})
        assert answer.status_code == 401
        assert 'role="alert"' in answer.text
        assert 'value="eeva"' in answer.text

    def test_leads_nowhere_else(self, client: TestClient, new_editor: NewEditor) -> None:
        new_editor("eeva")
        for back in ("https://evil.example/", "//evil.example", "/toimitus\\@evil", "/hoitaja", "/toimitusvirhe"):
            form = {"username": "eeva", "password": PASSWORD, "back": back}
            answer = client.post("/toimitus/kirjaudu", data=form, follow_redirects=False)
            assert answer.headers["location"] == "/toimitus?lang=fi", back


class TestAnotherSite:
    def test_cannot_send_a_form_here(self, eeva: Editor, house: House) -> None:
        paths = (
            GROUP, NEW, f"{GROUP}/tila", f"{GROUP}/historia", PLACE, f"{PLACE}/historia", "/toimitus/tiedostot",
            "/toimitus/tiedostot/avain", "/toimitus/esikatselu", "/toimitus/poistu", "/toimitus/kirjaudu",
            "/toimitus/yhteystiedot/uusi", "/toimitus/palaute/iu-sururyhma",
        )  # fmt: skip
        for path, origin in product(paths, ("https://evil.example", "null")):
            data = {"act": "withdraw", "number": "1"}
            answer = eeva.client.post(path, data=data, headers={"Origin": origin})
            assert answer.status_code == 403, path
            assert answer.json()["error"]["code"] == "origin_refused"
        assert name(house) == "Sururyhmä"

    def test_our_own_page_can(self, eeva: Editor) -> None:
        answer = eeva.client.post(f"{GROUP}/tila", data={"act": "discard"}, headers={"Origin": "http://testserver"})
        assert answer.status_code == 200


class TestFinding:
    def test_by_a_resident_s_words_and_by_state(self, eeva: Editor) -> None:
        assert GROUP in eeva.get("/toimitus", q="läheisen kuolema").text
        assert GROUP not in eeva.get("/toimitus", q="hammassärky").text
        eeva.save(GROUP, "draft", texts__fi__name="Zyxel-ryhmä")
        assert GROUP in eeva.get("/toimitus", tila="draft").text
        assert "Hammas" not in eeva.get("/toimitus", tila="draft").text

    def test_a_draft_that_residents_cannot_find(self, eeva: Editor) -> None:
        answer = eeva.save(
            NEW, "draft", texts__fi__name="Ompelukerho Äyriäinen", texts__fi__summary="Kerho.", organisation="iu-hva"
        )
        assert "Luonnos tallennettiin" in answer.text
        assert "ompelukerho-ayriainen" in eeva.get("/toimitus", q="äyriäinen").text


class TestEditing:
    def test_a_new_service_from_the_form_to_the_tray(self, eeva: Editor, house: House, client: TestClient) -> None:
        answer = eeva.save(
            NEW, "publish", texts__fi__name="Kyläkammari Vuokko", texts__fi__summary="Kahvia ja seuraa.",
            texts__sv__name="Bykammaren Vuokko", texts__sv__summary="Kaffe och sällskap.",
            texts__fi__documents="Kela-kortti\nhyvä mieli", organisation="iu-hva", municipalities=["018", "638"],
            topic=["loneliness", "peer_support_ngo", ""], topic_kind=["main", "also", "main"],
            channel=["Näsin sosiaali- ja terveysasema [iu-loc-nasi]", ""], channel_hours=["ti 9–12", ""],
            audiences=["older"], languages=["fi", "sv"], age_min="65", free="1", verified_now="1",
        )  # fmt: skip
        assert "Julkaistu." in answer.text
        listing = house.catalog.get("kylakammari-vuokko")
        made = listing.service
        assert (made.topics, made.also_topics) == (("loneliness",), ("peer_support_ngo",))
        assert (made.municipalities, made.free, made.age_min) == (("018", "638"), True, 65)
        assert made.texts["fi"].documents == ("Kela-kortti", "hyvä mieli")
        assert (made.verified_on, made.verified_by) == (now().astimezone(HELSINKI).date(), "Eeva")
        assert listing.channels[0].hours is not None
        assert listing.channels[0].hours.weekly == {"tue": "09:00-12:00"}
        assert made.sample is False
        tray = client.get("/palvelut", params={"q": "vuokko"}).text
        assert "Kyläkammari Vuokko" in tray
        assert client.get("/api/catalog/services", params={"q": "vuokko", "lang": "sv"}).json()["total"] == 1

    def test_only_what_was_changed_is_the_editors(self, eeva: Editor, house: House) -> None:
        eeva.save(GROUP, texts__sv__name="Sorggruppen")
        sheet = house.editing.services.open("iu-sururyhma", Author("eeva", "Eeva"))
        assert sheet.sources == {"texts.sv.name": "editor"}

    def test_saving_every_sample_form_as_it_is_changes_nothing(self, eeva: Editor, house: House) -> None:
        for listing in list(house.catalog.published())[::6]:
            service_id = listing.service.id
            eeva.save(f"/toimitus/palvelut/{service_id}")
            assert house.editing.services.open(service_id, Author("eeva", "Eeva")).sources == {}, service_id

    def test_saving_every_mobile_unit_s_form_as_it_is_changes_nothing(self, eeva: Editor, house: House) -> None:
        mobile = [listing.service.id for listing in house.catalog.published() if listing.service.stops]
        assert len(mobile) >= 4
        for service_id in mobile:
            eeva.save(f"/toimitus/palvelut/{service_id}")
            assert house.editing.services.open(service_id, Author("eeva", "Eeva")).sources == {}, service_id

    def test_saving_every_channel_s_form_as_it_is_changes_nothing(self, eeva: Editor, house: House) -> None:
        me = Author("eeva", "Eeva")
        for channel_id in list(house.editing.channels.names())[::4]:
            answer = eeva.save(f"/toimitus/yhteystiedot/{channel_id}", "")
            assert "Yhteystieto tallennettiin" in answer.text, channel_id
            assert house.editing.channels.open(channel_id, me).aside == {}, channel_id

    def test_bad_input_is_told_at_the_field_keeps_what_was_written_and_changes_nothing(
        self, eeva: Editor, house: House
    ) -> None:
        before = house.catalog.get("iu-sururyhma")
        form = eeva.form(GROUP)
        for news, field, says in BAD:
            answer = eeva.send(GROUP, form, "publish", **({"texts__sv__name": "Ny sorggrupp"} | news))
            assert answer.status_code == 422, field
            assert says in faults(answer.text)[field]
            assert f'href="#{field}"' in answer.text
            assert f'id="{field}"' in answer.text
            assert 'value="Ny sorggrupp"' in answer.text
            assert house.catalog.get("iu-sururyhma") == before

    def test_everything_that_is_wrong_is_told_at_once(self, eeva: Editor) -> None:
        answer = eeva.save(GROUP, texts__fi__name="", age_min="kuusi", publish_at="")
        assert set(faults(answer.text)) == {"texts.fi.name", "age_min"}

    def test_faults_are_in_the_editor_s_language(self, eeva: Editor) -> None:
        form = dict(eeva.form(GROUP)) | {"texts.fi.name": "", "act": "publish"}
        answer = eeva.client.post(GROUP, data=form, params={"lang": "sv"})
        assert "Detta behövs." in faults(answer.text)["texts.fi.name"]

    def test_a_form_that_was_meddled_with_is_refused(self, eeva: Editor, house: House) -> None:
        assert eeva.save(GROUP, seen="{", texts__fi__name="X").status_code == 422
        assert eeva.save(GROUP, seen="[1]", texts__fi__name="X").status_code == 422
        assert name(house) == "Sururyhmä"

    def test_what_is_written_is_escaped(self, eeva: Editor) -> None:
        eeva.save(GROUP, texts__fi__name='"><script>alert(1)</script>')
        for path in (GROUP, f"{GROUP}/historia", "/toimitus", "/palvelut/iu-sururyhma"):
            assert "<script>alert" not in eeva.get(path).text


class TestPublishing:
    def test_a_draft_then_published(self, eeva: Editor, house: House) -> None:
        eeva.save(GROUP, "draft", texts__fi__name="Luonnos")
        assert name(house) == "Sururyhmä"
        assert 'value="Luonnos"' in eeva.get(GROUP).text
        eeva.client.post(f"{GROUP}/tila", data={"act": "publish"})
        assert name(house) == "Luonnos"

    def test_at_a_time(self, eeva: Editor, house: House) -> None:
        later = (now() + timedelta(hours=2)).astimezone(HELSINKI)
        answer = eeva.save(GROUP, "schedule", texts__fi__name="Ajastettu", publish_at=f"{later:%Y-%m-%dT%H:%M}")
        assert "julkaistaan annettuna aikana" in answer.text
        assert name(house) == "Sururyhmä"
        house.editing.services.publish_due(now() + timedelta(hours=3))
        assert name(house) == "Ajastettu"

    def test_a_time_that_is_none_or_has_passed(self, eeva: Editor) -> None:
        for moment in ("", "huomenna", "2020-01-01T08:00"):
            answer = eeva.save(GROUP, "schedule", texts__fi__name="X", publish_at=moment)
            assert answer.status_code == 422
            assert "publish_at" in faults(answer.text)

    def test_withdrawn_and_back(self, eeva: Editor, client: TestClient) -> None:
        eeva.client.post(f"{GROUP}/tila", data={"act": "withdraw"})
        assert client.get("/palvelut/iu-sururyhma").status_code == 404
        eeva.client.post(f"{GROUP}/tila", data={"act": "publish"})
        assert client.get("/palvelut/iu-sururyhma").status_code == 200


class TestTwoEditors:
    def test_the_second_sees_both_and_chooses(self, eeva: Editor, new_editor: NewEditor, house: House) -> None:
        liisa = new_editor("liisa")
        form = liisa.form(GROUP)
        eeva.save(GROUP, texts__fi__name="Eevan nimi", texts__fi__fee="Eevan hinta")
        news = {"texts__fi__name": "Liisan nimi", "texts__sv__name": "Liisas namn", "texts__fi__fee": "Liisan hinta"}
        answer = liisa.send(GROUP, form, "publish", **news)
        assert answer.status_code == 409
        for said in ("Eevan nimi", "Liisan nimi", "Eevan hinta", "Liisan hinta", "eeva"):
            assert said in answer.text
        assert name(house) == "Eevan nimi"
        choices = {"choice:texts.fi.name": "theirs", "choice:texts.fi.fee": "mine"}
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text)
        liisa.send(GROUP, [(key, unescape(value)) for key, value in hidden] + list(choices.items()), "publish")
        texts = house.catalog.get("iu-sururyhma").service.texts
        assert (texts["fi"].name, texts["fi"].fee, texts["sv"].name) == ("Eevan nimi", "Liisan hinta", "Liisas namn")


class TestHistory:
    def test_shows_who_and_what_and_goes_back(self, eeva: Editor, house: House) -> None:
        eeva.save(GROUP, texts__fi__name="Toinen nimi")
        html = eeva.get(f"{GROUP}/historia").text
        assert "<del>Sururyhmä</del>" in html
        assert "<ins>Toinen nimi</ins>" in html
        assert "eeva" in html
        assert "Esimerkkiaineisto" in html
        answer = eeva.client.post(f"{GROUP}/historia", data={"number": "1", "act": "publish"})
        assert answer.status_code == 200
        assert name(house) == "Sururyhmä"

    def test_a_version_that_is_not_there(self, eeva: Editor) -> None:
        assert eeva.client.post(f"{GROUP}/historia", data={"number": "9"}).status_code == 404
        assert eeva.client.post(f"{GROUP}/historia", data={"number": "x"}).status_code == 422


class TestTheSourcesValues:
    def test_stand_beside_ours_and_can_be_taken(self, eeva: Editor, house: House) -> None:
        eeva.save(GROUP, texts__fi__name="Oma nimi")
        html = eeva.get(GROUP).text
        assert 'value="take:texts.fi.name"' in html
        assert '<span class="pre">Sururyhmä</span>' in html
        form = eeva.send(GROUP, eeva.form(GROUP), "take:texts.fi.name", texts__sv__name="Kvar")
        assert name(house) == "Oma nimi"
        assert 'value="Sururyhmä"' in form.text
        assert 'value="Kvar"' in form.text
        eeva.save(GROUP, texts__fi__name="Sururyhmä")
        assert "take:" not in eeva.get(GROUP).text


class TestPreview:
    def test_shows_what_is_written_and_saves_nothing(self, eeva: Editor, house: House) -> None:
        news = {"texts__fi__name": "Esikatseltu nimi", "preview_language": "fi"}
        answer = eeva.send("/toimitus/esikatselu", eeva.form(GROUP), "", **news)
        assert answer.status_code == 200
        assert answer.text.count("Esikatseltu nimi") >= 3
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert name(house) == "Sururyhmä"

    def test_in_another_language(self, eeva: Editor) -> None:
        answer = eeva.send("/toimitus/esikatselu", eeva.form(GROUP), "", preview_language="sv")
        assert '<html lang="sv">' in answer.text
        assert "Kontaktuppgifter" in answer.text or "Kontakt" in answer.text

    def test_says_what_is_missing(self, eeva: Editor) -> None:
        answer = eeva.send("/toimitus/esikatselu", eeva.form(GROUP), "", texts__fi__name="")
        assert "Nimi, suomi: Tämä tarvitaan." in answer.text

    def test_leaving_in_the_middle_of_one_is_no_fault(self, eeva: Editor, caplog: pytest.LogCaptureFixture) -> None:
        cookie = f"opastin_session={eeva.client.cookies['opastin_session']}"
        headers = {"host": "testserver", "cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
        scope = {
            "type": "http", "http_version": "1.1", "method": "POST", "scheme": "http", "path": "/toimitus/esikatselu",
            "query_string": b"", "root_path": "", "client": ("test", 1), "server": ("testserver", 80),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }  # fmt: skip
        arriving = [{"type": "http.request", "body": b"id=x", "more_body": True}, {"type": "http.disconnect"}]
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return arriving.pop(0)

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        assert eeva.client.portal is not None
        eeva.client.portal.call(eeva.client.app, scope, receive, send)
        assert sent[0]["status"] == 400
        assert caplog.records == []


class TestChannels:
    def test_hours_in_words_and_a_mistake_in_them(self, eeva: Editor, house: House) -> None:
        eeva.save(PLACE, "", hours="ma–pe 9–15\n24.12.2026 suljettu\npyhinä suljettu")
        hours = house.editing.channels.open("iu-loc-nasi", Author("eeva", "Eeva")).fields["hours"]
        assert hours["weekly"] == {"mon-fri": "09:00-15:00"}
        assert hours["holidays"] == "closed"
        answer = eeva.save(PLACE, "", hours="ma–pe yhdeksästä")
        assert answer.status_code == 422
        assert "ma–pe yhdeksästä" in faults(answer.text)["hours"]

    def test_a_new_one_for_a_service(self, eeva: Editor, house: House) -> None:
        path = "/toimitus/yhteystiedot/uusi"
        form = eeva.form(path, palvelu="iu-sururyhma")
        answer = eeva.send(path, form, "", kind="phone", number="000 000 0077", names__fi="Surupuhelin")
        assert "lisättiin palvelun luonnokseen" in answer.text
        assert "Surupuhelin, 000 000 0077 [phone-surupuhelin-000-000-0077]" in answer.text
        eeva.client.post(f"{GROUP}/tila", data={"act": "publish"})
        assert house.catalog.get("iu-sururyhma").channels[-1].number == "000 000 0077"


class TestAnAssociation:
    def test_has_its_own_services_and_no_others(self, new_editor: NewEditor, house: House) -> None:
        jari = new_editor("jari", ASSOCIATION)
        html = jari.get("/toimitus").text
        assert GROUP in html
        assert "Hammashoito" not in html
        assert jari.get("/toimitus/palvelut/iu-hammashoitola-porvoo").status_code == 403
        assert jari.get("/toimitus/palvelut/iu-hammashoitola-porvoo/historia").status_code == 403
        for act in ("withdraw", "publish", "discard"):
            answer = jari.client.post("/toimitus/palvelut/iu-hammashoitola-porvoo/tila", data={"act": act})
            assert answer.status_code == 403
        jari.save(GROUP, texts__fi__name="Jarin ryhmä")
        assert name(house) == "Jarin ryhmä"

    def test_cannot_give_its_service_to_another_or_make_one_for_another(
        self, new_editor: NewEditor, house: House
    ) -> None:
        jari = new_editor("jari", ASSOCIATION)
        jari.save(GROUP, organisation="iu-hva")
        assert house.catalog.get("iu-sururyhma").service.organisation == ASSOCIATION
        jari.save(NEW, texts__fi__name="Uusi tuki", texts__fi__summary="Tukea.", organisation="iu-hva")
        assert house.catalog.get("uusi-tuki").service.organisation == ASSOCIATION

    def test_cannot_change_what_others_use(self, new_editor: NewEditor) -> None:
        jari = new_editor("jari", ASSOCIATION)
        assert "et voi muuttaa sitä" in jari.get(PLACE).text
        answer = jari.client.post(PLACE, data={"seen": "{}", "kind": "phone", "number": "000 000 0001"})
        assert answer.status_code == 403


class TestFiles:
    def test_tried_then_written(self, eeva: Editor, house: House) -> None:
        content = b"id;texts.fi.name\niu-sururyhma;Tiedoston nimi\n"
        trial = eeva.client.post("/toimitus/tiedostot", files={"file": ("a.csv", content)}, params={"lang": "fi"})
        assert "muuttuvia 1" in trial.text
        assert name(house) == "Sururyhmä"
        action = re.search(r'action="(/toimitus/tiedostot/[^"?]+)', trial.text)
        assert action
        eeva.client.post(action[1], data={"act": "publish"})
        assert name(house) == "Tiedoston nimi"
        assert eeva.client.post(action[1], data={"act": "publish"}).status_code == 404

    def test_a_file_with_faults_has_no_button_and_changes_nothing(self, eeva: Editor, house: House) -> None:
        content = "id;texts.fi.name;free\niu-sururyhma;Uusi;ehkä\n".encode()
        trial = eeva.client.post("/toimitus/tiedostot", files={"file": ("a.csv", content)}, params={"lang": "fi"})
        assert trial.status_code == 422
        assert "Maksuton: Arvoa ei voi lukea: ehkä" in trial.text
        assert 'value="publish"' not in trial.text

    def test_no_file_or_not_one_of_ours(self, eeva: Editor) -> None:
        assert eeva.client.post("/toimitus/tiedostot", data={}).status_code == 422
        answer = eeva.client.post("/toimitus/tiedostot", files={"file": ("a.csv", b"x;y\n")}, params={"lang": "fi"})
        assert "Sarake on outo tai puuttuu: x" in answer.text

    def test_out(self, eeva: Editor) -> None:
        for kind in ("csv", "json"):
            answer = eeva.get(f"/toimitus/tiedostot/palvelut.{kind}")
            assert "attachment" in answer.headers["content-disposition"]
            assert "Sururyhmä" in answer.text


class TestQueries:
    def test_shows_why(self, eeva: Editor) -> None:
        html = eeva.get("/toimitus/haku", q="hammassärky porvoossa").text
        assert "Kunta: Porvoo" in html
        assert "hammassärky: muu nimi" in html
        assert "aihe Hammassärky tai suun oire" in html

    def test_what_found_nothing_in_the_tray_and_the_api_is_listed(self, eeva: Editor, client: TestClient) -> None:
        client.get("/palvelut", params={"q": "qwrtpsdf"})
        client.get("/api/catalog/services", params={"q": "QWRTPSDF"})
        assert "qwrtpsdf" in eeva.get("/toimitus/haku").text
        eeva.get("/toimitus/haku", q="mnbvcxzl")
        eeva.get("/toimitus/haku", q="mnbvcxzl")
        assert "mnbvcxzl" not in eeva.get("/toimitus/haku").text


class TestQuality:
    def test_counts_and_leads_to_what_is_to_be_mended(self, eeva: Editor) -> None:
        eeva.save(GROUP, verified_on="2020-01-01")
        html = eeva.get("/toimitus/laatu", laji="not_verified").text
        assert GROUP in html
        assert "Tiedot tarkistettu 1.1.2020" in html

    def test_an_association_sees_its_own(self, eeva: Editor, new_editor: NewEditor) -> None:
        eeva.save("/toimitus/palvelut/iu-hammashoitola-porvoo", verified_on="2020-01-01")
        assert "iu-hammashoitola-porvoo" not in new_editor("jari", ASSOCIATION).get("/toimitus/laatu").text


class TestStops:
    def test_added_and_removed_and_seen_by_residents(self, eeva: Editor, house: House, client: TestClient) -> None:
        tomorrow = (now() + timedelta(days=1)).astimezone(HELSINKI).date()
        day = f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}"
        before = house.catalog.get("iu-monipalveluauto").service.stops
        form = eeva.form(BUS)
        news: dict[str, str | list[str] | None] = {"stop_gone": ["1"]}
        new = {"days": day, "hours": "6–7", "place_fi": "Uusi laituri", "municipality": before[0].municipality}
        for column in ("days", "hours", "place_fi", "place_sv", "place_en", "municipality", "latitude", "longitude"):
            cells = [value for name, value in form if name == f"stop_{column}"]
            cells[len(before)] = new.get(column, "")
            news[f"stop_{column}"] = cells
        assert "Julkaistu." in eeva.send(BUS, form, "publish", **news).text
        after = house.catalog.get("iu-monipalveluauto").service.stops
        assert after[:-1] == before[1:]
        assert after[-1].place == {"fi": "Uusi laituri"}
        html = client.get("/palvelut/iu-monipalveluauto", params={"lang": "fi"}).text
        assert "Uusi laituri" in html
        assert before[0].place["fi"] not in html
        assert "Pysähdykset" in eeva.get(f"{BUS}/historia").text
        assert "Uusi laituri" in eeva.get(f"{BUS}/historia").text

    def test_a_mistake_is_told_at_its_row_and_changes_nothing(self, eeva: Editor, house: House) -> None:
        before = house.catalog.get("iu-monipalveluauto")
        form = eeva.form(BUS)
        days = [value for name, value in form if name == "stop_days"]
        answer = eeva.send(BUS, form, "publish", stop_days=["huomenna", *days[1:]])
        assert answer.status_code == 422
        assert "huomenna" in faults(answer.text)["stop-days-1"]
        assert 'href="#stop-days-1">Pysähdys 1, päivät</a>' in answer.text
        assert 'value="huomenna"' in answer.text
        assert house.catalog.get("iu-monipalveluauto") == before

    def test_a_stop_where_the_service_is_not_is_refused(self, eeva: Editor) -> None:
        answer = eeva.save(BUS, municipalities=["018"])
        assert answer.status_code == 422
        assert "ei ole palvelun kuntien joukossa" in faults(answer.text)["stops"]

    def test_the_preview_shows_them(self, eeva: Editor) -> None:
        answer = eeva.send("/toimitus/esikatselu", eeva.form(BUS), "", preview_language="sv")
        assert "Nästa hållplats" in answer.text or "På plats nu" in answer.text

    def test_those_that_are_over_are_not_shown(self, eeva: Editor, client: TestClient) -> None:
        form = eeva.form(BUS)
        count = sum(name == "stop_days" and bool(value) for name, value in form)
        days = ["1.6.2026"] * count + [""]
        assert "Julkaistu." in eeva.send(BUS, form, "publish", stop_days=days).text
        html = client.get("/palvelut/iu-monipalveluauto", params={"lang": "fi"}).text
        assert "Tulevia pysähdyksiä ei ole vielä tiedossa." in html
        assert "1.6.2026" not in html
        assert BUS in eeva.get("/toimitus/laatu", laji="no_stops").text


class TestFeedback:
    @staticmethod
    def answer(client: TestClient, number: int, service: str = "iu-sururyhma", **news: object) -> None:
        body = {"id": f"00000000-0000-4000-8000-{number:012d}", "helpful": False, **news}
        assert client.post(f"/api/catalog/services/{service}/feedback", json=body).status_code == 204

    def test_is_listed_worst_first_and_gone_when_handled(self, eeva: Editor, client: TestClient) -> None:
        for number in range(3):
            self.answer(client, number, "iu-hammashoitola-porvoo", reason="not_for_me")
        self.answer(client, 8, reason="wrong_number", note="kukaan ei vastaa")
        self.answer(client, 9, helpful=True)
        html = eeva.get("/toimitus/palaute").text
        assert html.index("Sururyhmä") < html.index("hammashoitola")
        assert "Puhelinnumero on väärä: 1" in html
        assert '<q lang="fi">kukaan ei vastaa</q>' in html
        assert "Puhelinnumero on väärä: 1" in eeva.get("/toimitus/laatu", laji="not_helpful").text
        assert "hammashoitola" not in eeva.get("/toimitus/palaute", palvelu="iu-sururyhma").text
        form = Forms(html).forms["/toimitus/palaute/iu-sururyhma"]
        self.answer(client, 10, reason="wrong_hours")
        handled = eeva.client.post("/toimitus/palaute/iu-sururyhma", params={"lang": "fi"}, data=dict(form))
        assert "Palaute merkittiin hoidetuksi." in handled.text
        assert "kukaan ei vastaa" not in handled.text
        assert "Puhelinnumero on väärä" not in handled.text
        assert "Aukioloajat ovat väärin: 1" in handled.text

    def test_an_association_sees_and_handles_its_own(
        self, new_editor: NewEditor, client: TestClient, house: House
    ) -> None:
        jari = new_editor("jari", ASSOCIATION)
        self.answer(client, 1)
        self.answer(client, 2, "iu-hammashoitola-porvoo", reason="wrong_hours")
        html = jari.get("/toimitus/palaute").text
        assert "Sururyhmä" in html
        assert "hammashoitola" not in html
        refused = jari.client.post("/toimitus/palaute/iu-hammashoitola-porvoo", data={"newest": "9"})
        assert refused.status_code == 403
        assert len(house.editing.helpfulness.tallies()) == 2
        jari.client.post("/toimitus/palaute/iu-sururyhma", data={"newest": "9"})
        assert [one.service for one in house.editing.helpfulness.tallies()] == ["iu-hammashoitola-porvoo"]
        assert jari.client.post("/toimitus/palaute/iu-sururyhma", data={"newest": "x"}).status_code == 422

    def test_what_was_written_is_escaped(self, eeva: Editor, client: TestClient) -> None:
        self.answer(client, 1, note="<script>alert(1)</script>")
        assert "<script>alert" not in eeva.get("/toimitus/palaute").text
