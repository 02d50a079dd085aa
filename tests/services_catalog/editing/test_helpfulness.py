"""Was this helpful: what is kept of an answer, what editors see first, and when it is gone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nlu.morphology.names import is_persons_name
from services_catalog.editing.anonymous import HIDDEN, Anonymiser
from services_catalog.editing.helpfulness import DISLIKED_FROM, KEPT, MOST_A_DAY, Answer, Reason, Tally
from services_catalog.editing.quality import findings
from tests.services_catalog.conftest import WEDNESDAY_NOON
from tests.services_catalog.editing.conftest import SERVICE, Office

TODAY = date(2026, 11, 22)
OTHER = "vertaistuki"


def answered(
    office: Office,
    key: str,
    helpful: bool = False,
    reason: Reason | None = None,
    note: str = "",
    service: str = SERVICE,
) -> bool:
    return office.editing.helpfulness.note(service, Answer(key, helpful, reason, note), "fi", TODAY)


def tally(office: Office, service: str = SERVICE) -> Tally:
    (found,) = (one for one in office.editing.helpfulness.tallies() if one.service == service)
    return found


class TestKeeping:
    def test_answers_are_added_up(self, office: Office) -> None:
        answered(office, "1", helpful=True)
        answered(office, "2", reason="wrong_hours")
        answered(office, "3")
        found = tally(office)
        assert (found.yes, found.no, found.reasons, found.last_day) == (1, 2, {"wrong_hours": 1}, TODAY)

    def test_the_same_key_again_renews_the_answer(self, office: Office) -> None:
        answered(office, "1")
        answered(office, "1", reason="wrong_number", note="ei vastaa")
        found = tally(office)
        assert (found.no, found.reasons, [note.text for note in found.notes]) == (1, {"wrong_number": 1}, ["ei vastaa"])
        answered(office, "1", helpful=True, reason="wrong_number", note="ei vastaa")
        found = tally(office)
        assert (found.yes, found.no, found.reasons, found.notes) == (1, 0, {}, [])

    def test_a_key_belongs_to_one_service(self, office: Office) -> None:
        answered(office, "1")
        assert answered(office, "1", helpful=True, service=OTHER) is False
        assert [one.service for one in office.editing.helpfulness.tallies()] == [SERVICE]

    def test_a_flood_is_not_kept(self, office: Office) -> None:
        kept = [answered(office, str(number)) for number in range(MOST_A_DAY + 1)]
        assert kept == [True] * MOST_A_DAY + [False]
        assert answered(office, "0", reason="other") is True  # an answer already kept may still be renewed
        assert answered(office, "of another", service=OTHER) is True

    def test_it_is_gone_after_a_year(self, office: Office) -> None:
        answered(office, "1")
        office.editing.helpfulness.forget(TODAY + KEPT)
        assert tally(office).no == 1
        office.editing.helpfulness.forget(TODAY + KEPT + timedelta(days=1))
        assert office.editing.helpfulness.tallies() == []


class TestHandling:
    def test_what_was_seen_is_counted_no_more_what_came_later_is(self, office: Office) -> None:
        answered(office, "1", note="liisa kertoi")
        seen = tally(office).newest
        answered(office, "2", reason="other")
        answered(office, "3", service=OTHER)
        office.editing.helpfulness.handle(SERVICE, seen)
        assert (tally(office).no, tally(office).notes) == (1, [])
        assert tally(office, OTHER).no == 1

    def test_a_reason_that_comes_after_it_is_seen(self, office: Office) -> None:
        answered(office, "1")
        office.editing.helpfulness.handle(SERVICE, tally(office).newest)
        assert office.editing.helpfulness.tallies() == []
        answered(office, "1", reason="wrong_number")
        assert tally(office).wrong == 1


class TestTheWorstFirst:
    def test_a_wrong_number_before_any_dislike(self, office: Office) -> None:
        for number in range(9):
            answered(office, f"disliked {number}", reason="not_for_me")
        answered(office, "wrong", reason="wrong_number", service=OTHER)
        assert [one.service for one in office.editing.helpfulness.tallies()] == [OTHER, SERVICE]

    @pytest.mark.parametrize(
        ("no", "yes", "reason", "listed"),
        [
            (1, 50, "wrong_hours", True),
            (DISLIKED_FROM, 0, None, True),
            (DISLIKED_FROM, DISLIKED_FROM, "other", True),
            (DISLIKED_FROM, DISLIKED_FROM + 1, "other", False),
            (DISLIKED_FROM - 1, 0, "not_for_me", False),
            (0, 50, None, False),
        ],
    )
    def test_what_gets_onto_the_quality_list(
        self, office: Office, no: int, yes: int, reason: Reason | None, listed: bool
    ) -> None:
        for number in range(no + yes):
            answered(office, str(number), helpful=number >= no, reason=reason)
        found = findings(office.catalog.published(), WEDNESDAY_NOON, {}, office.editing.helpfulness.tallies())
        assert [one.service for one in found if one.kind == "not_helpful"] == [SERVICE] * listed


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Numero on väärä, kukaan ei vastaa.", "Numero on väärä, kukaan ei vastaa."),
        ("auki 9-15 eikä 8.00-15.30", "auki 9-15 eikä 8.00-15.30"),
        ("Soittakaa minulle 040 123 4567!", f"Soittakaa minulle {HIDDEN}!"),
        ("olen Matti, apu ei tullut", f"olen {HIDDEN} apu ei tullut"),
        ("matti.m@example.fi odotti\nturhaan", f"{HIDDEN} odotti turhaan"),
        ("asun Kotikatu 12345", f"asun Kotikatu {HIDDEN}"),
    ],
)
def test_what_is_kept_of_what_somebody_writes(written: str, kept: str) -> None:
    assert Anonymiser(str, is_persons_name).plain(written) == kept


def test_the_county_s_mask_is_used(office: Office) -> None:
    masked = Anonymiser(lambda text: text.replace("131052-308T", HIDDEN), lambda word: False)
    assert masked.plain("tunnus 131052-308T ei käy") == f"tunnus {HIDDEN} ei käy"
