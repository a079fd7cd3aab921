"""From places touched on the body map to the findings they stand for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstride.figures.body_map import REGIONS, region
from backstride.model.form import Side
from backstride.model.question import Item

__all__ = ["PLACE_FINDINGS", "answers_from_places", "place_of", "sides_from_places", "spots_beside_map"]

PLACE_FINDINGS: Mapping[str, tuple[str, ...]] = {
    "neck": ("pain_neck",),
    "upper_back": ("pain_upper_back",),
    "mid_back": ("pain_mid_back",),
    "low_back": ("pain_low_back",),
    "sacrum": ("pain_dimple_beside_sacrum",),
    "ribs": ("pain_ribs",),
    "flank": ("pain_flank",),
    "buttock": ("pain_buttock",),
    "shoulder": ("pain_shoulder_top",),
    "arm": ("pain_arm",),
    "hip": ("pain_hip_side",),
    "groin": ("pain_groin",),
    "thigh_back": ("pain_thigh_back",),
    "thigh_front": ("pain_thigh_front",),
    "knee": (),
    "calf": ("pain_below_knee",),
    "shin": ("pain_below_knee",),
    "foot": ("pain_foot", "pain_below_knee"),
    "chest": ("pain_chest_front",),
    "abdomen": ("pain_belly",),
}
"""Place, side left off, to findings."""

_TRUNK = ("neck", "upper_back", "mid_back", "low_back", "ribs", "flank", "buttock")


def place_of(region_id: str) -> str:
    """Leave the side off a region.

    Examples
    --------
    >>> place_of("low_back_left"), place_of("chest")
    ('low_back', 'chest')
    """
    for side in ("_left", "_centre", "_right"):
        if region_id.endswith(side):
            return region_id.removesuffix(side)
    return region_id


def answers_from_places(places: Collection[str], spots: Collection[str], items: Collection[Item]) -> dict[str, str]:
    """Answer every item of a body map screen: touched is present, the rest absent.

    Parameters
    ----------
    places
        Region ids of the map.
    spots
        Finding ids ticked in the list beside the map.
    """
    touched = {finding for place in places for finding in PLACE_FINDINGS[place_of(place)]} | set(spots)
    return {str(item.id): "present" if item.id in touched else "absent" for item in items}


def sides_from_places(places: Collection[str]) -> dict[str, str]:
    """Say what the touched places already tell about sides, so that it is not asked again.

    Examples
    --------
    >>> sides_from_places(["low_back_left", "buttock_left"])
    {'pain_one_sided': 'present'}
    >>> sides_from_places(["low_back_centre"])
    {}
    """
    sides = {region(place).side for place in places if place_of(place) in _TRUNK}
    if sides in ({Side.LEFT}, {Side.RIGHT}):
        return {"pain_one_sided": "present"}
    if sides >= {Side.LEFT, Side.RIGHT}:
        return {"pain_one_sided": "absent"}
    return {}


def spots_beside_map(items: Collection[Item]) -> tuple[Item, ...]:
    """List the items no region of the map stands for; they are ticked in a list."""
    on_map = {finding for one in REGIONS for finding in PLACE_FINDINGS[place_of(one.id)]}
    return tuple(item for item in items if item.id not in on_map)
