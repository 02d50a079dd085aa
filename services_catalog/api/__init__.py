"""The catalogue over HTTP: the contract's two routes."""

from services_catalog.api.router import create_router

__all__ = ["create_router"]
