"""The form of a planned run: what was typed, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from backstride.intake.moments import number
from backstride.model.errors import CaseError
from backstride.training.what_if import MOST_KM

__all__ = ["PlannedRunForm"]

_FURTHEST = timedelta(days=730)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRunForm:
    """The four fields as they were typed."""

    km: str = ""
    on: str = ""
    race_km: str = ""
    race_on: str = ""

    @classmethod
    def read(cls, fields: Mapping[str, str], *, usual_day: date) -> PlannedRunForm:
        """Read the fields of an address; without a day, a usual one is put in."""
        return cls(
            km=fields.get("km", "").strip(),
            on=fields.get("on", "").strip() or usual_day.isoformat(),
            race_km=fields.get("race_km", "").strip(),
            race_on=fields.get("race_on", "").strip(),
        )

    @property
    def is_filled(self) -> bool:
        """Whether a distance was typed."""
        return bool(self.km)

    def distance_km(self) -> float:
        """Give the planned distance.

        Raises
        ------
        CaseError
            When it is no possible distance.
        """
        return _km(self.km, "how far")

    def day_from(self, today: date) -> date:
        """Give the planned day.

        Raises
        ------
        CaseError
            When it is no day, or not between today and two years ahead.
        """
        return _day(self.on, "when", today)

    def race_after(self, on: date) -> tuple[float, date] | None:
        """Give the race, or None when neither field is filled in.

        Raises
        ------
        CaseError
            When only one field is filled in, or the race is not after the planned run.
        """
        if not self.race_km and not self.race_on:
            return None
        if not self.race_km or not self.race_on:
            raise CaseError("a race needs its length and its day", where="the race", advice="fill in both, or neither")
        return _km(self.race_km, "the race"), _day(self.race_on, "the race", on + timedelta(days=1))


def _km(written: str, where: str) -> float:
    km = number(written)
    if not 0.0 < km <= MOST_KM:
        raise CaseError(f"'{written[:20]}' is no distance", where=where, advice=f"give kilometres up to {MOST_KM:g}")
    return km


def _day(written: str, where: str, first: date) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise CaseError(f"'{written[:20]}' is not a day", where=where, advice="give the day") from error
    if not first <= day <= first + _FURTHEST:
        advice = f"give a day from {first.day} {first:%B} on, within two years"
        raise CaseError("this day cannot be planned", where=where, advice=advice)
    return day
