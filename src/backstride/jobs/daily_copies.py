"""Looks again and again whether a copy of this day is there, and makes it while the app is open."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from backstride.model.errors import UserError
from backstride.service.daily_copy import make_daily_copy
from backstride.service.data_care import clear_on_its_way

__all__ = ["AGAIN_S", "FIRST_S", "LOOK_S", "keep_daily_copies"]

FIRST_S = 10.0
"""After the start the first pages go first; but the app may be open for one check-in only."""
LOOK_S = 60.0
AGAIN_S = 1800.0
"""After a copy could not be made: a full disk does not empty itself."""


def keep_daily_copies(home: Path, *, sleep: Callable[[float], object] = time.sleep) -> NoReturn:
    """Make a copy of a data folder each day, for as long as this process lives.

    What goes wrong is written down where the page of the runner's data and ``backstride doctor`` tell it.
    """
    sleep(FIRST_S)
    while True:
        clear_on_its_way(home)
        try:
            # The day of the place the machine is in: it is the machine's nights that are quiet.
            make_daily_copy(home, now=datetime.now(UTC).astimezone())
        except UserError:
            sleep(AGAIN_S)
        else:
            sleep(LOOK_S)
