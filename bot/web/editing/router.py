"""All pages of the desk. What changes something must come from a page of ours, as at the session API."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from bot.web.editing import care, channels, entrance, feedback, files, history, preview, services
from bot.web.origins import require_own_origin

router = APIRouter(include_in_schema=False, dependencies=[Depends(require_own_origin)])
for _part in (entrance, history, services, preview, channels, care, feedback, files):
    router.include_router(_part.router)
