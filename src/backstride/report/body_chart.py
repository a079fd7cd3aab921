"""Where it hurts, as the body map draws it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstride.figures.body_map import REGIONS
from backstride.model.identifiers import FindingId

__all__ = ["PLACE_FINDINGS", "place_of", "places_of_findings"]

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


def places_of_findings(present: Collection[FindingId], marked: Collection[str] = ()) -> dict[str, float]:
    """Give how strongly to mark each region: fully where a person touched the map, palely where only a place was named.

    Examples
    --------
    >>> places_of_findings([FindingId("pain_low_back")])["low_back_left"] < 1
    True
    >>> places_of_findings([FindingId("pain_low_back")], ["low_back_left"])
    {'low_back_left': 1.0}
    """
    touched = dict.fromkeys(marked, 1.0)
    on_map = {place_of(name) for name in marked}
    named = {place for place, findings in PLACE_FINDINGS.items() if set(findings) & set(present)}
    return touched | {one.id: 0.5 for one in REGIONS if place_of(one.id) in named - on_map}
