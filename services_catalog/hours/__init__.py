"""When a place or a line is open, in Europe/Helsinki: pure functions over an `Hours` document."""

from services_catalog.hours.document import Exceptional, Hours, Stop
from services_catalog.hours.holidays import holidays
from services_catalog.hours.schedule import HELSINKI, current_or_next, is_open, next_opening

__all__ = ["HELSINKI", "Exceptional", "Hours", "Stop", "current_or_next", "holidays", "is_open", "next_opening"]
