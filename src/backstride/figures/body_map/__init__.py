"""The body map: its regions, a picture of them, and the same picture as part of a form."""

from backstride.figures.body_map.body_map_drawing import (
    BOTH_SIDES,
    FRONT_AND_BACK,
    body_map_control,
    body_map_svg,
)
from backstride.figures.body_map.regions import REGIONS, MapView, Region, region

__all__ = [
    "BOTH_SIDES",
    "FRONT_AND_BACK",
    "MapView",
    "REGIONS",
    "Region",
    "body_map_control",
    "body_map_svg",
    "region",
]
