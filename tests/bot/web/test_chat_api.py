"""The chat API of the contract, from outside."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from bot.web.house import House
from tests.bot.web.conftest import Answer, FakeRasa, Resident, turn

UUID = "11111111-1111-4111-8111-111111111111"


def broken(error: Exception) -> Answer:
    def answer(body: dict[str, Any]) -> httpx.Response:
        raise error

    return answer


class TestBeginning:
    def test_a_conversation_begins_with_a_greeting(self, client: TestClient) -> None:
        response = client.post("/api/chat/conversations", json={"language": "sv"})
        assert response.status_code == 201
        greeting = response.json()["messages"][0]
        assert set(greeting) == {"seq", "sender", "text", "language", "created_at", "options", "data"}
        assert (greeting["seq"], greeting["sender"], greeting["language"]) == (1, "bot", "sv")
        assert greeting["data"]["kind"] == "greeting"
        assert "112" in greeting["text"]

    def test_without_a_body_the_browsers_language_counts(self, client: TestClient) -> None:
        begun = client.post("/api/chat/conversations", headers={"Accept-Language": "en-GB,fi;q=0.5"}).json()
        assert begun["messages"][0]["text"].startswith("Hello")


class TestSending:
    def test_with_wait_the_replies_come_along(self, resident: Resident) -> None:
        body = resident.send("päätä särkee").json()
        assert (body["message"]["text"], body["message"]["sender"]) == ("päätä särkee", "resident")
        assert [reply["text"] for reply in body["replies"]] == ["kuulin: päätä särkee"]

    def test_without_wait_the_reply_comes_later(self, client: TestClient, resident: Resident) -> None:
        body = {"client_id": UUID, "text": "päätä särkee"}
        response = client.post(f"{resident.path}/messages", json=body, headers=resident.headers)
        assert response.json()["replies"] == []
        assert [message["seq"] for message in resident.messages(after=2, wait=5)] == [3]

    def test_the_same_client_id_again_is_the_same_message(self, resident: Resident, rasa: FakeRasa) -> None:
        first = resident.send("moi", client_id=UUID).json()
        again = resident.send("moi", client_id=UUID).json()
        assert first == again
        assert len(rasa.heard) == 1
        assert len(resident.messages()) == 3

    def test_identity_codes_reach_neither_the_log_nor_rasa(self, resident: Resident, rasa: FakeRasa) -> None:
        resident.say("hetuni on 010594y9032, uusikaa resepti")
        assert "9032" not in str(resident.messages())
        assert "9032" not in str(rasa.heard)


class TestBadInput:
    @pytest.mark.parametrize("text", ["", "   ", "\n\t", None])
    def test_nothing_said_is_refused(self, resident: Resident, text: str | None) -> None:
        response = resident.send(text)
        assert (response.status_code, response.json()["error"]["code"]) == (422, "message_empty")

    def test_three_thousand_characters_are_answered(self, resident: Resident) -> None:
        assert resident.say("vatsa on kipeä " * 200)

    def test_too_long_is_refused_with_the_limit_and_the_number(self, resident: Resident) -> None:
        error = resident.send("a" * 4001).json()["error"]
        assert error["code"] == "message_too_long"
        assert "4000" in error["message"]
        assert "112" in error["message"]

    @pytest.mark.parametrize("text", ["😀😀😀", "?!", "…"])
    def test_no_words_get_a_sensible_answer_without_rasa(self, resident: Resident, rasa: FakeRasa, text: str) -> None:
        (reply,) = resident.say(text)
        assert reply["data"]["kind"] == "fallback"
        assert rasa.heard == []

    def test_markup_is_stored_as_it_was_written(self, resident: Resident) -> None:
        text = "<script>alert(1)</script> & <b>korva</b>"
        assert resident.send(text).json()["message"]["text"] == text

    def test_control_characters_are_cleaned(self, resident: Resident) -> None:
        assert "\x00" not in resident.send("kor\x00va kipeä").json()["message"]["text"]

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"text": "hei"}, "client_id"),
            ({"client_id": "ei-uuid", "text": "hei"}, "client_id"),
            ({"client_id": UUID, "text": 7}, "text"),
        ],
    )
    def test_a_wrong_shape_names_the_field(
        self, client: TestClient, resident: Resident, body: dict[str, object], field: str
    ) -> None:
        response = client.post(f"{resident.path}/messages", json=body, headers=resident.headers)
        assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_request")
        assert field in response.json()["error"]["message"]

    def test_a_payload_nobody_offered_is_refused(self, resident: Resident, rasa: FakeRasa) -> None:
        response = resident.send(payload="/restart")
        assert (response.status_code, response.json()["error"]["code"]) == (422, "unknown_payload")
        assert rasa.heard == []


class TestAccess:
    def test_a_wrong_token_is_refused(self, client: TestClient, resident: Resident) -> None:
        response = client.get(f"{resident.path}/messages", headers={"Authorization": "Bearer wrong"})
        assert response.status_code == 401
        error = response.json()["error"]
        assert (error["code"], error["retry"]) == ("invalid_token", False)

    def test_no_token_is_refused(self, client: TestClient, resident: Resident) -> None:
        assert client.get(f"{resident.path}/messages").status_code == 401

    def test_an_unknown_conversation_is_not_found_in_the_askers_language(self, client: TestClient) -> None:
        response = client.get("/api/chat/conversations/none/messages", headers={"Accept-Language": "sv"})
        assert response.status_code == 404
        assert response.json()["error"]["message"].startswith("Samtalet")

    def test_the_token_of_one_opens_no_other(self, client: TestClient, resident: Resident) -> None:
        assert client.get(f"{Resident(client).path}/messages", headers=resident.headers).status_code == 401

    def test_addresses_that_do_not_exist_have_the_same_error_shape(self, client: TestClient) -> None:
        assert client.get("/nothing/here").json()["error"]["code"] == "not_found"
        assert client.put("/api/chat/conversations").json()["error"]["code"] == "method_not_allowed"


class TestFaults:
    @pytest.mark.parametrize(
        "answer",
        [
            lambda body: httpx.Response(503, json={"error": {"code": "no_replies"}}),
            lambda body: httpx.Response(200, json={"replies": []}),
            lambda body: httpx.Response(200, text="<html>"),
            broken(httpx.ConnectError("down")),
            broken(httpx.ReadTimeout("slow")),
        ],
        ids=["503", "empty", "garbled", "down", "slow"],
    )
    def test_a_fault_is_said_honestly_with_numbers_and_a_person(
        self, resident: Resident, rasa: FakeRasa, answer: Answer
    ) -> None:
        rasa.answer = answer
        (reply,) = resident.say("päätä särkee")
        assert reply["data"]["kind"] == "fallback"
        assert "116117" in reply["text"]
        assert "112" in reply["text"]
        assert [option["payload"] for option in reply["options"]] == ["retry", "handoff:request"]

    def test_the_next_turn_works_and_the_failed_one_can_be_tried_again(
        self, resident: Resident, rasa: FakeRasa
    ) -> None:
        fine = rasa.answer
        rasa.answer = lambda body: httpx.Response(503, json={})
        resident.say("päätä särkee")
        rasa.answer = fine
        resident.press("retry")
        assert resident.hears("kuulin: päätä särkee")

    def test_a_connection_that_just_broke_is_tried_once_more(self, resident: Resident, rasa: FakeRasa) -> None:
        def flaky(body: dict[str, Any]) -> httpx.Response:
            if len(rasa.heard) == 1:
                raise httpx.ConnectError("restarting")
            return turn("taas täällä")

        rasa.answer = flaky
        assert resident.say("hei")[0]["text"] == "taas täällä"

    def test_unanswered_messages_are_answered_after_a_crash(
        self, client: TestClient, resident: Resident, house: House
    ) -> None:
        house.conversations.accept(resident.id, UUID, "jäikö tämä?", None, "fi", "pending")
        assert client.portal is not None
        assert client.portal.call(house.turns.recover) == 1
        assert resident.hears("kuulin: jäikö tämä?")


class TestStream:
    def test_messages_come_over_the_socket_and_resume_after_a_seq(self, client: TestClient, resident: Resident) -> None:
        resident.say("moi")
        with client.websocket_connect(f"{resident.path}/ws?after=1", headers=resident.headers) as socket:
            assert [message["seq"] for message in socket.receive_json()["messages"]] == [2, 3]
            resident.say("toinen")
            seen: list[int] = []
            while len(seen) < 2:
                seen += [message["seq"] for message in socket.receive_json()["messages"]]
            assert seen == [4, 5]

    def test_a_browser_gives_its_token_as_a_subprotocol(self, client: TestClient, resident: Resident) -> None:
        protocols = ["opastin", f"bearer.{resident.token}"]
        with client.websocket_connect(f"{resident.path}/ws", subprotocols=protocols) as socket:
            assert socket.accepted_subprotocol == "opastin"
            assert socket.receive_json()["messages"][0]["seq"] == 1

    @pytest.mark.parametrize(("path", "code"), [("{}", 4401), ("/api/chat/conversations/none", 4404)])
    def test_refusals_have_a_close_code(self, client: TestClient, resident: Resident, path: str, code: int) -> None:
        with client.websocket_connect(f"{path.format(resident.path)}/ws?token=wrong") as socket:
            closing = socket.receive()
        assert (closing["type"], closing["code"]) == ("websocket.close", code)


class TestLeaving:
    def test_the_transcript_is_readable_text(self, client: TestClient, resident: Resident) -> None:
        resident.say("korva kipeä")
        response = client.get(f"{resident.path}/transcript", headers=resident.headers)
        assert response.headers["content-type"].startswith("text/plain")
        assert "Minä: korva kipeä" in response.text

    def test_closed_is_readable_but_takes_no_more(self, client: TestClient, resident: Resident) -> None:
        assert client.post(f"{resident.path}/close", headers=resident.headers).json() == {"state": "closed"}
        assert resident.messages()
        assert resident.send("vielä yksi").json()["error"]["code"] == "conversation_closed"

    def test_erased_is_gone_here_and_in_rasa(self, client: TestClient, resident: Resident, rasa: FakeRasa) -> None:
        resident.say("salaisuus")
        assert client.delete(resident.path, headers=resident.headers).status_code == 204
        assert client.get(f"{resident.path}/messages", headers=resident.headers).status_code == 404
        assert rasa.heard[-1] == {"forget": resident.id}


def test_a_message_in_another_language_changes_the_conversation(resident: Resident, rasa: FakeRasa) -> None:
    resident.say("Hej, jag skulle vilja boka en tid till tandläkaren")
    resident.say("ok")
    assert [heard["language"] for heard in rasa.heard] == ["sv", "sv"]
