"""The service tray and the nurse's search in it, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.running import System

PHONE = {"width": 390, "height": 844}


def test_without_scripts_from_a_word_to_a_map_and_an_answer(browser: Browser, system: System) -> None:
    context = browser.new_context(viewport=PHONE, locale="fi-FI", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{system.url}/palvelut")
    page.get_by_label("Hakusana tai asia omin sanoin").fill("monipalveluauto")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("^Monipalveluauto")).first.click()
    expect(page.get_by_text(re.compile("^Seuraava pysähdys$|^Paikalla nyt$")).first).to_be_visible()
    maps = page.get_by_role("link", name=re.compile("^Näytä kartalla")).first.get_attribute("href")
    assert maps is not None
    assert maps.startswith("https://")

    page.get_by_role("button", name="Ei", exact=True).press("Enter")
    page.get_by_label("Aukioloajat ovat väärin").check()
    page.get_by_label("Kerro lisää").fill("Auto ei tullut.")
    page.get_by_role("button", name="Lähetä").press("Enter")
    expect(page.get_by_role("heading", name="Kiitos vastauksesta")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_a_nurse_sends_a_service_by_keyboard_and_the_resident_says_it_helped(browser: Browser, system: System) -> None:
    system.command("add-user", "berit", "--role", "nurse", "--name", "Sjukskötare Berit", stdin="salasana-123\n")
    faults: list[str] = []
    resident = browser.new_context(viewport=PHONE, locale="sv-FI").new_page()
    nurse = browser.new_context(viewport=PHONE, locale="fi-FI").new_page()
    for page in (resident, nurse):
        page.on("pageerror", lambda error: faults.append(str(error)))
    resident.goto(system.url)
    resident.get_by_role("button", name="Prata med en vårdare").click()
    expect(resident.get_by_text(re.compile("nummer 1 i kön")).last).to_be_visible(timeout=20_000)

    nurse.goto(f"{system.url}/hoitaja")
    nurse.get_by_label("Käyttäjätunnus").fill("berit")
    nurse.get_by_label("Salasana", exact=True).fill("salasana-123")
    nurse.keyboard.press("Enter")
    nurse.locator(".row-button").first.press("Enter")
    nurse.get_by_role("button", name="Ota keskustelu").press("Enter")
    nurse.get_by_text("Lähetä palvelu", exact=True).press("Enter")
    nurse.get_by_label("Hae palvelua asukkaan kielellä (ruotsi)").fill("sorggrupp")
    nurse.keyboard.press("Enter")
    nurse.get_by_role("button", name="Lähetä asukkaalle: Sorggrupp", exact=True).press("Enter")
    expect(nurse.get_by_label("Viesti asukkaalle")).to_be_focused()
    expect(nurse.locator(".message-nurse .card-service")).to_contain_text("Sorggrupp")

    card = resident.locator(".message-nurse .card-service")
    expect(card.get_by_role("link", name="Sorggrupp")).to_have_attribute("href", re.compile("/palvelut/iu-sururyhma"))
    card.get_by_text("Hade du nytta av det här?").press("Enter")
    card.get_by_role("button", name="Ja", exact=True).press("Enter")
    expect(card.get_by_text("Tack för ditt svar.")).to_be_focused()
    assert faults == []
    for page in (resident, nurse):
        page.context.close()
