"""From places touched on the body map to the findings they stand for."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import FormData

from backstride.figures.body_map import REGIONS, region
from backstride.model.form import Side
from backstride.model.pain_place import PainKind, PainPlace
from backstride.model.question import Item
from backstride.report.body_chart import PLACE_FINDINGS, place_of

__all__ = ["PLACE_FINDINGS", "answers_from_places", "pains_in", "place_of", "sides_from_places", "spots_beside_map"]

_TRUNK = ("neck", "upper_back", "mid_back", "low_back", "ribs", "flank", "buttock")


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


def pains_in(fields: FormData, places: Collection[str]) -> tuple[PainPlace, ...]:
    """Read kind and strength of each place; what is left out or cannot be is not said.

    Examples
    --------
    >>> pains_in(FormData({"k-neck": "sharp", "s-neck": "11"}), ["neck"])[0].kind.value
    'sharp'
    """
    kinds = {kind.value: kind for kind in PainKind}
    scores = {str(score): score for score in range(11)}
    return tuple(
        PainPlace(
            place=place,
            kind=kinds.get(str(fields.get(f"k-{place}", ""))),
            strength_0_to_10=scores.get(str(fields.get(f"s-{place}", ""))),
        )
        for place in places
    )


def spots_beside_map(items: Collection[Item]) -> tuple[Item, ...]:
    """List the items no region of the map stands for; they are ticked in a list."""
    on_map = {finding for one in REGIONS for finding in PLACE_FINDINGS[place_of(one.id)]}
    return tuple(item for item in items if item.id not in on_map)
