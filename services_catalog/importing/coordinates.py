"""From PTV's coordinates, ETRS-TM35FIN metres (EPSG:3067), to WGS84 degrees (EPSG:4326)."""

from __future__ import annotations

from functools import lru_cache

from pyproj import Transformer

NORTHINGS = (6_500_000.0, 7_850_000.0)
EASTINGS = (10_000.0, 800_000.0)
DIGITS = 6
"""Decimals of a degree: about ten centimetres."""


@lru_cache(maxsize=1)
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:3067", "EPSG:4326", always_xy=True)


def degrees(northing: float | None, easting: float | None) -> tuple[float, float] | None:
    """(latitude, longitude) of a point in Finland; None when the metres are missing or not in Finland."""
    if northing is None or easting is None:
        return None
    if not (NORTHINGS[0] <= northing <= NORTHINGS[1] and EASTINGS[0] <= easting <= EASTINGS[1]):
        return None
    longitude, latitude = _transformer().transform(easting, northing)
    return round(latitude, DIGITS), round(longitude, DIGITS)
