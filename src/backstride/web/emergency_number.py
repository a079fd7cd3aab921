"""The emergency number where the runner is."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.knowledge.base import Knowledge
from backstride.web.local_place import COUNTRY_NAMES

__all__ = ["EmergencyNumber", "emergency_number"]

_ANYWHERE = "112"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumber:
    """A number to call and where it holds; without a country it is the one most phones pass on."""

    number: str
    country: str


def emergency_number(knowledge: Knowledge, country: str | None) -> EmergencyNumber:
    """Give the number for a country, or the general one."""
    numbers = knowledge.manifest.emergency_numbers
    if country is not None and country in numbers:
        return EmergencyNumber(number=numbers[country], country=COUNTRY_NAMES.get(country, country))
    return EmergencyNumber(number=numbers.get("default", _ANYWHERE), country="")
