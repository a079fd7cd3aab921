"""The person the case is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from backstride.model.errors import CaseError

__all__ = ["Runner", "Sex"]

_OLDEST_YEARS = 110
_HEIGHT_RANGE_CM = (80.0, 250.0)


class Sex(StrEnum):
    """The sex that decides which questions and causes can apply."""

    FEMALE = "female"
    MALE = "male"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A runner, as far as the answers depend on who they are.

    Parameters
    ----------
    age_years
        Whole years, 0 to 110, or None when it has not been asked yet.
    sex
        Female, male or unspecified; unspecified leaves every question open.
    height_cm
        Standing height, 80 to 250 cm, or None.
    country
        ISO 3166 two-letter code that chooses the emergency number, or None.
    time_zone
        IANA zone that turns moments into the runner's own dates.

    Raises
    ------
    CaseError
        If a value is impossible.

    Examples
    --------
    >>> Runner(age_years=38, sex=Sex.MALE, country="GB").time_zone
    'UTC'
    """

    age_years: int | None = None
    sex: Sex = Sex.UNSPECIFIED
    height_cm: float | None = None
    country: str | None = None
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        """Refuse impossible people."""
        if self.age_years is not None and not 0 <= self.age_years <= _OLDEST_YEARS:
            raise CaseError(
                f"an age of {self.age_years} years is not possible",
                where="runner.age_years",
                advice=f"give whole years from 0 to {_OLDEST_YEARS}",
            )
        low, high = _HEIGHT_RANGE_CM
        if self.height_cm is not None and not low <= self.height_cm <= high:
            raise CaseError(
                f"a height of {self.height_cm:g} cm is not possible",
                where="runner.height_cm",
                advice=f"give centimetres from {low:g} to {high:g}",
            )
        if self.country is not None and not (len(self.country) == 2 and self.country.isalpha()):  # noqa: PLR2004
            raise CaseError(
                f"'{self.country}' is not a country code",
                where="runner.country",
                advice="give two letters, such as GB",
            )
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise CaseError(
                f"'{self.time_zone}' is not a time zone",
                where="runner.time_zone",
                advice="give a name such as Europe/London",
            ) from error
