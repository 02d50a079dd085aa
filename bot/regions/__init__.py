"""Region packs: a county's names, languages, municipalities, numbers and hours. Data, never literals in code."""

from bot.regions.pack import Region, RegionError, load_region, region_of_area

__all__ = ["Region", "RegionError", "load_region", "region_of_area"]
