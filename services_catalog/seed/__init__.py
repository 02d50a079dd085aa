"""Seed catalogues, one folder a region: organisations.yml, channels.yml and services in any other *.yml."""

from services_catalog.seed.load import Seed, load_seed

__all__ = ["Seed", "load_seed"]
