"""An editor makes a service in a real browser: written, previewed as it is written, published, found by residents."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.running import System


def test_from_an_empty_form_to_the_residents_search(browser: Browser, system: System) -> None:
    system.command("add-user", "eeva", "--role", "editor", "--name", "Eeva", stdin="salasana-123\n")
    context = browser.new_context(viewport={"width": 1500, "height": 950}, locale="fi-FI")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)

    page.goto(f"{system.url}/toimitus/palvelut/uusi")
    page.get_by_label("Käyttäjätunnus").fill("eeva")
    page.get_by_label("Salasana").fill("salasana-123")
    page.get_by_role("button", name="Kirjaudu sisään").click()

    page.get_by_label("Nimi, suomi").fill("Kaislakammari")
    page.get_by_label("Tiivistelmä, suomi").fill("Käsitöitä yhdessä.")
    page.get_by_label("Järjestäjä", exact=True).select_option(label="Lähitalo ry (esimerkki)")
    page.get_by_label("Aihe 1").select_option(label="Yksinäisyys")
    page.get_by_role("button", name="Lisää aihe").click()
    expect(page.get_by_label("Aihe 3")).to_be_focused()

    preview = page.frame_locator("iframe:not(.coming)")
    expect(preview.locator("#chat").get_by_role("link", name="Kaislakammari")).to_be_visible()
    expect(preview.locator(".as-page").get_by_role("heading", name="Kaislakammari")).to_be_visible()
    length = page.evaluate("history.length")
    page.get_by_label("Nimi, suomi").fill("Kaislakammari Loviisa")
    expect(preview.locator("#chat").get_by_role("link", name="Kaislakammari Loviisa")).to_be_visible()
    assert page.evaluate("history.length") == length  # the back button must lead out of the form, not through previews

    page.get_by_role("button", name="Tallenna ja julkaise").click()
    expect(page.get_by_role("status")).to_contain_text("Julkaistu")
    page.goto(f"{system.url}/palvelut?q=kaislakammari")
    page.get_by_role("link", name="Kaislakammari Loviisa").click()
    expect(page.get_by_role("heading", name="Kaislakammari Loviisa")).to_be_visible()
    assert faults == []
    context.close()
