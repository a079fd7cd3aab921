"""Where the runner's data lives: ``BACKSTRIDE_HOME``, else the platform's folder for user data."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["data_folder"]


def data_folder() -> Path:
    """Give the data folder, without making it."""
    from platformdirs import user_data_path

    named = os.environ.get("BACKSTRIDE_HOME")
    return Path(named).expanduser() if named else user_data_path("backstride", appauthor=False)
