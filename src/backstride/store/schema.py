"""The one description of every table; each concept adds its tables from a file of its own."""

from __future__ import annotations

from sqlalchemy import MetaData

__all__ = ["METADATA"]

METADATA = MetaData()
