"""Where it hurts, as the body map draws it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backstride.figures.body_map import REGIONS, region
from backstride.model.identifiers import FindingId
from backstride.model.pain_place import PainKind, PainPlace

__all__ = ["KIND_WORDS", "PLACE_FINDINGS", "pain_words", "place_of", "places_of_findings", "strengths_of"]

KIND_WORDS: Mapping[PainKind, str] = {
    PainKind.ACHE: "dull ache",
    PainKind.SHARP: "sharp",
    PainKind.BURNING: "burning",
    PainKind.SHOOTING: "shooting, electric",
    PainKind.THROBBING: "throbbing",
    PainKind.STIFF: "tight or stiff",
    PainKind.TINGLING: "pins and needles",
    PainKind.NUMB: "numb",
}
"""How it feels in a place, in words."""

_FAINTEST = 0.2

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


def strengths_of(pains: Collection[PainPlace]) -> dict[str, float]:
    """Give how strongly to draw each marked place: by its strength, or fully where none was said.

    Examples
    --------
    >>> strengths_of([PainPlace(place="chest", strength_0_to_10=5), PainPlace(place="neck")])
    {'chest': 0.5, 'neck': 1.0}
    """
    drawn = ((one.place, 10 if one.strength_0_to_10 is None else one.strength_0_to_10) for one in pains)
    return {place: max(strength / 10, _FAINTEST) for place, strength in drawn}


def pain_words(one: PainPlace) -> str:
    """Say a place with how it feels and how strong it is, as far as that was said.

    Examples
    --------
    >>> pain_words(PainPlace(place="low_back_left", kind=PainKind.BURNING, strength_0_to_10=6))
    'Low back, left: burning, 6 of 10'
    """
    said = [KIND_WORDS[one.kind]] if one.kind is not None else []
    said += [f"{one.strength_0_to_10} of 10"] if one.strength_0_to_10 is not None else []
    label = region(one.place).label
    return f"{label}: {', '.join(said)}" if said else label


def places_of_findings(present: Collection[FindingId], marked: Collection[PainPlace] = ()) -> dict[str, float]:
    """Give how strongly to mark each region.

    A place that a person touched is drawn by its strength, one that was only named half as strong.

    Examples
    --------
    >>> places_of_findings([FindingId("pain_low_back")])["low_back_left"] < 1
    True
    >>> places_of_findings([FindingId("pain_low_back")], [PainPlace(place="low_back_left")])
    {'low_back_left': 1.0}
    """
    touched = strengths_of(marked)
    on_map = {place_of(name) for name in touched}
    named = {place for place, findings in PLACE_FINDINGS.items() if set(findings) & set(present)}
    return touched | {one.id: 0.5 for one in REGIONS if place_of(one.id) in named - on_map}
