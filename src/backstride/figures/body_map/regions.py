"""The places of the body map: their ids, their plain names and the views they are seen in.

Left and right are always the runner's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backstride.model.form import Side

__all__ = ["REGIONS", "MapView", "Region", "region"]


class MapView(StrEnum):
    """A picture of the body: from behind, from the front, or from the runner's left or right side."""

    BACK = "back"
    FRONT = "front"
    LEFT = "left"
    RIGHT = "right"

    @property
    def side(self) -> Side | None:
        """The side it shows; None from behind and from the front."""
        return {MapView.LEFT: Side.LEFT, MapView.RIGHT: Side.RIGHT}.get(self)

    @property
    def seen_from(self) -> str:
        """Where it is seen from, in words."""
        return f"the {self.value} side" if self.side else f"the {self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One place that can hurt.

    Parameters
    ----------
    id
        Stable name; ends in ``_left``, ``_centre`` or ``_right`` where the place has sides.
    label
        Plain words.
    views
        Where it is seen; the first is where a person would look for it.
    side
        The runner's own side, or None in the middle.
    """

    id: str
    label: str
    views: tuple[MapView, ...]
    side: Side | None = None


_BACK, _FRONT, _ROUND = (MapView.BACK,), (MapView.FRONT,), (MapView.BACK, MapView.FRONT)
_SIDES = (MapView.LEFT, MapView.RIGHT)
# (id without side, label without side, views from behind and in front)
_SPINE = (("upper_back", "Upper back"), ("mid_back", "Mid back"), ("low_back", "Low back"))
_SIDED = (
    ("ribs", "Ribs", _ROUND),
    ("flank", "Flank (between ribs and hip)", _ROUND),
    ("buttock", "Buttock", _BACK),
    ("shoulder", "Shoulder", _ROUND),
    ("arm", "Arm", _ROUND),
    ("hip", "Hip (outer side)", (MapView.FRONT, MapView.BACK)),
    ("groin", "Groin", _FRONT),
    ("thigh_back", "Back of the thigh", _BACK),
    ("thigh_front", "Front of the thigh", _FRONT),
    ("knee", "Knee", (MapView.FRONT, MapView.BACK)),
    ("calf", "Calf", _BACK),
    ("shin", "Shin", _FRONT),
    ("foot", "Foot", (MapView.FRONT, MapView.BACK)),
)
_NOT_FROM_THE_SIDE = ("arm", "groin")


def _table() -> tuple[Region, ...]:
    rows = [Region(id="neck", label="Neck", views=(*_ROUND, *_SIDES))]
    for name, label in _SPINE:
        for part, words, side in (
            ("left", "left", Side.LEFT),
            ("centre", "middle", None),
            ("right", "right", Side.RIGHT),
        ):
            views = (MapView.BACK,) if side is None else (MapView.BACK, MapView(side.value))
            rows.append(Region(id=f"{name}_{part}", label=f"{label}, {words}", views=views, side=side))
    rows.append(Region(id="sacrum", label="Base of the spine, between the buttocks", views=_BACK))
    for name, label, views in _SIDED:
        for side in Side:
            beside = () if name in _NOT_FROM_THE_SIDE else (MapView(side.value),)
            rows.append(
                Region(id=f"{name}_{side.value}", label=f"{label}, {side.value}", views=(*views, *beside), side=side)
            )
    rows.append(Region(id="chest", label="Chest", views=(MapView.FRONT, *_SIDES)))
    rows.append(Region(id="abdomen", label="Belly", views=(MapView.FRONT, *_SIDES)))
    return tuple(rows)


REGIONS: tuple[Region, ...] = _table()
"""Every region, the back first."""

_BY_ID = {one.id: one for one in REGIONS}


def region(region_id: str) -> Region:
    """Give a region by its id.

    Raises
    ------
    KeyError
        If there is none.

    Examples
    --------
    >>> region("low_back_left").label
    'Low back, left'
    """
    return _BY_ID[region_id]
