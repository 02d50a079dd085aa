"""What is there before the first resident."""

from __future__ import annotations

from bot.settings import Settings
from bot.storage import now
from bot.web.house import create_house, furnish
from nlu.redflags import RedFlags
from services_catalog import Query


def test_the_sample_services_can_be_left_out_and_come_back(settings: Settings, red_flags: RedFlags) -> None:
    for shown in (True, False, True):
        house = create_house(settings.model_copy(update={"sample_catalog": shown}), red_flags=red_flags)
        furnish(house)
        assert (house.catalog.search(Query(now=now())).total > 0) is shown
        house.database.engine.dispose()
