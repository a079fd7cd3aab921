"""The numbers that FIT has for sports, kinds of sport, kinds of file and a few makers."""

from __future__ import annotations

import math

__all__ = ["FILE_KINDS", "MAKERS", "SPORTS", "SUB_SPORTS", "file_kind_in_words", "sport_word", "sub_sport_word"]

SPORTS = {
    0: "generic", 1: "running", 2: "cycling", 3: "transition", 4: "fitness_equipment", 5: "swimming",
    6: "basketball", 7: "soccer", 8: "tennis", 9: "american_football", 10: "training", 11: "walking",
    12: "cross_country_skiing", 13: "alpine_skiing", 14: "snowboarding", 15: "rowing", 16: "mountaineering",
    17: "hiking", 18: "multisport", 19: "paddling", 20: "flying", 21: "e_biking", 22: "motorcycling", 23: "boating",
    24: "driving", 25: "golf", 26: "hang_gliding", 27: "horseback_riding", 28: "hunting", 29: "fishing",
    30: "inline_skating", 31: "rock_climbing", 32: "sailing", 33: "ice_skating", 34: "sky_diving",
    35: "snowshoeing", 36: "snowmobiling", 37: "stand_up_paddleboarding", 38: "surfing", 39: "wakeboarding",
    40: "water_skiing", 41: "kayaking", 42: "rafting", 43: "windsurfing", 44: "kitesurfing", 45: "tactical",
    46: "jumpmaster", 47: "boxing", 48: "floor_climbing", 49: "baseball", 53: "diving", 62: "hiit", 64: "racket",
    65: "wheelchair_push_walk", 66: "wheelchair_push_run", 67: "meditation", 69: "disc_golf", 71: "cricket",
    72: "rugby", 73: "hockey", 74: "lacrosse", 75: "volleyball", 76: "water_tubing", 77: "wakesurfing",
    80: "mixed_martial_arts", 82: "snorkeling", 83: "dance", 84: "jump_rope", 88: "canoeing",
}  # fmt: skip
SUB_SPORTS = {
    0: "generic", 1: "treadmill", 2: "street", 3: "trail", 4: "track", 5: "spin", 6: "indoor_cycling", 7: "road",
    8: "mountain", 14: "indoor_rowing", 15: "elliptical", 16: "stair_climbing", 17: "lap_swimming", 18: "open_water",
    19: "flexibility_training", 20: "strength_training", 26: "cardio_training", 27: "indoor_walking",
    43: "yoga", 44: "pilates", 45: "indoor_running", 58: "virtual_activity", 59: "obstacle", 67: "ultra",
}  # fmt: skip
FILE_KINDS = {
    1: "device information", 2: "settings", 3: "sport settings", 5: "a workout plan", 6: "a course",
    7: "a calendar of workouts", 9: "body weight", 10: "totals", 11: "goals", 14: "blood pressure",
    15: "daily steps and pulse", 20: "a summary", 28: "daily steps and pulse", 32: "daily steps and pulse",
    34: "a segment", 35: "a list of segments",
}  # fmt: skip
MAKERS = {
    1: "Garmin", 15: "Dynastream", 23: "Suunto", 32: "Wahoo", 69: "Bryton", 70: "Sigma", 95: "Stryd", 123: "Polar",
    260: "Zwift", 265: "Strava", 267: "Bryton", 284: "Tacx", 289: "Hammerhead", 294: "COROS",
}  # fmt: skip
_ACTIVITY = 4


def sport_word(number: float) -> str:
    """Name a sport; empty when the number is missing.

    Examples
    --------
    >>> sport_word(1.0), sport_word(float("nan")), sport_word(200.0)
    ('running', '', 'sport_200')
    """
    return "" if math.isnan(number) else SPORTS.get(int(number), f"sport_{int(number)}")


def sub_sport_word(number: float) -> str:
    """Name a kind of sport; empty when the number is missing or not listed."""
    return "" if math.isnan(number) else SUB_SPORTS.get(int(number), "")


def file_kind_in_words(number: float) -> str:
    """Say in plain words what a FIT file of this type holds; empty for activities and unknown types."""
    if math.isnan(number) or int(number) == _ACTIVITY:
        return ""
    return FILE_KINDS.get(int(number), "device data")
