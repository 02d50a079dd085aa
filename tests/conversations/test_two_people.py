"""A young person and an adult answer apart, each in a conversation of their own; a nurse opens both side by side."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.running import System, Talk

CALM = {"age": "from_12", "bullied": "never", "sleep_trouble": "often"}


@pytest.fixture
def young(system: System) -> Iterator[Talk]:
    talk = Talk(system.url)
    yield talk
    talk.close()


@pytest.fixture
def adult(system: System) -> Iterator[Talk]:
    talk = Talk(system.url)
    yield talk
    talk.close()


@pytest.fixture
def nurse(system: System) -> Iterator[httpx.Client]:
    system.command("add-user", "liisa", "--role", "nurse", "--name", "Sairaanhoitaja Liisa", stdin="salasana-123\n")
    with httpx.Client(base_url=system.url, timeout=20, trust_env=False) as client:
        client.post("/api/session", json={"username": "liisa", "password": "salasana-123"}).raise_for_status()
        yield client


def finish(talk: Talk, **answers: str) -> None:
    """Answer all that is asked, the first option where nothing is said."""
    wanted = {**CALM, **answers}
    while question := talk.last[-1]["data"].get("question"):
        if talk.last[-1]["data"]["answer_type"] == "text":
            talk.send(payload=f"answer:{question}:unknown")
        else:
            first = talk.last[-1]["options"][0]["payload"].rpartition(":")[2]
            talk.send(payload=f"answer:{question}:{wanted.get(question, first)}")


def keep(talk: Talk) -> str:
    """Save the summary; its code."""
    talk.press("keep:yes")
    found: str = talk.last[-1]["data"]["code"]
    return found


def test_each_answers_alone_and_only_a_nurse_sees_both(young: Talk, adult: Talk, nurse: httpx.Client) -> None:
    young.send("oon 14 ja mulla on paha olla, kelle voin puhua")
    young.press("Nuoren oma kysely")
    assert young.last[-1]["data"]["safe_exit"] is True
    young.send("oon 14")
    assert young.last[-1]["data"]["question"] == "safety"
    finish(young, school="hard", worries="school")
    own = keep(young)
    young.press("Pyydä aikuinen mukaan")
    invitation = young.last[-1]["data"]["joining"]

    adult.send("sain nuorelta kutsukoodin interventionavigaattoriin")
    adult.press("Minulla on kutsukoodi")
    adult.send(f"koodi on {invitation[:5]} {invitation[5:]}")
    assert adult.last[-1]["data"]["assessment"] == "youth_navigator_adult"
    finish(adult, school="well", worries="school")
    keep(adult)
    told = " ".join(message["text"] for message in adult.messages())
    assert own not in told.replace(" ", "")
    assert "Huonosti tai se on tosi raskasta" not in adult.last[-1]["text"]

    assert nurse.post("/api/navigator/open", json={"code": invitation}).status_code == 404
    opened = nurse.post("/api/navigator/open", json={"code": own}).raise_for_status().json()
    assert [part["report"]["part"] for part in opened["parts"]] == ["Nuori itse", "Läheinen aikuinen"]
    rows = {name: [row["question"] for row in found] for name, found in opened["rows"].items()}
    assert "Ajatuksia siitä ettei haluaisi elää" in rows["safety"]
    assert rows["differ"] == ["Koulu tai opinnot"]
    assert {"Mikä painaa eniten", "Huonoja öitä"} <= set(rows["agree"])


def test_an_adults_sign_of_a_young_persons_risk_is_an_emergency_at_once(adult: Talk) -> None:
    adult.send("olen huolissani teinistäni")
    adult.press("Nuoren vanhemman tai läheisen kysely")
    adult.send("15")
    adult.send(payload="answer:relation:parent")
    adult.send("joskus")
    assert adult.last[0]["data"]["kind"] == "emergency"
    assert adult.last[0]["data"]["advice"] == "suicide_other"
    assert adult.last[0]["data"]["numbers"][0] == "112"
