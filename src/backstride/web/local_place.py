"""Where this machine seems to be: its time zone, and the country of the browser's language. Both can be changed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["COUNTRY_NAMES", "ZONE_COOKIE", "country_of", "local_time_zone", "time_zone_here", "travelled_zone"]

ZONE_COOKIE = "zone"
"""In which a browser says its time zone; it is the one thing that a page without scripts cannot tell."""
_LONGEST_ZONE = 64

_LOCALTIME = Path("/etc/localtime")
_REGION = re.compile(r"\b[a-z]{2,3}-(?:[A-Z][a-z]{3}-)?([A-Z]{2})\b")

COUNTRY_NAMES = {
    "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil",
    "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CN": "China", "CO": "Colombia", "CY": "Cyprus",
    "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "EG": "Egypt", "ES": "Spain", "FI": "Finland",
    "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia", "HU": "Hungary",
    "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India", "IS": "Iceland", "IT": "Italy", "JP": "Japan",
    "KE": "Kenya", "KR": "South Korea", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MA": "Morocco",
    "MT": "Malta", "MX": "Mexico", "MY": "Malaysia", "NG": "Nigeria", "NL": "Netherlands", "NO": "Norway",
    "NZ": "New Zealand", "PE": "Peru", "PH": "Philippines", "PK": "Pakistan", "PL": "Poland", "PT": "Portugal",
    "RO": "Romania", "RS": "Serbia", "RU": "Russia", "SA": "Saudi Arabia", "SE": "Sweden", "SG": "Singapore",
    "SI": "Slovenia", "SK": "Slovakia", "TH": "Thailand", "TR": "Turkey", "TW": "Taiwan", "UA": "Ukraine",
    "US": "United States", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip
"""Countries by their two letters, as people say them."""


def local_time_zone() -> str:
    """Give this machine's zone by its IANA name, or UTC when it does not say."""
    named = os.environ.get("TZ", "")
    if not named and _LOCALTIME.is_symlink():
        named = str(_LOCALTIME.resolve()).partition("zoneinfo/")[2]
    return _known_zone(named) or "UTC"


def time_zone_here(cookies: Mapping[str, str]) -> str:
    """Give the zone of this machine, or of the browser where the machine does not know where it is.

    A machine that says UTC is often a small server at home, while the phone that asks it knows the time of the place.
    """
    machine = local_time_zone()
    told = _known_zone(cookies.get(ZONE_COOKIE, "")[:_LONGEST_ZONE])
    return told if told and _knows_nothing(machine) else machine


def travelled_zone(time_zone: str, cookies: Mapping[str, str]) -> str:
    """Give the zone here when it is another one than a runner's; else nothing, also where nobody knows it."""
    here = time_zone_here(cookies)
    return "" if here == time_zone or _knows_nothing(here) else here


def _knows_nothing(zone: str) -> bool:
    return zone == "UTC" or zone.startswith("Etc/")


def _known_zone(name: str) -> str:
    """Give a zone by its IANA name, or nothing when there is none of that name."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def country_of(accept_language: str) -> str | None:
    """Take the first country a browser's languages name.

    Examples
    --------
    >>> country_of("en-GB,en;q=0.9"), country_of("de")
    ('GB', None)
    """
    found = _REGION.search(accept_language)
    return found.group(1) if found else None
