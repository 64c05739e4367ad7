"""Stores on both databases."""

from tests.store.locations import database, location, postgres

__all__ = ["database", "location", "postgres"]
