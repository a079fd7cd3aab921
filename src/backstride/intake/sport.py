"""The words that sources have for sports, and what they mean here."""

from __future__ import annotations

from backstride.model.activity import Sport

__all__ = ["counts_steps", "sport_from_words"]

_BY_WORD = {
    "running": Sport.RUNNING,
    "run": Sport.RUNNING,
    "walking": Sport.WALKING,
    "walk": Sport.WALKING,
    "hiking": Sport.HIKING,
    "hike": Sport.HIKING,
    "mountaineering": Sport.HIKING,
    "snowshoeing": Sport.HIKING,
    "cycling": Sport.CYCLING,
    "biking": Sport.CYCLING,
    "bike": Sport.CYCLING,
    "ride": Sport.CYCLING,
    "e_biking": Sport.CYCLING,
    "swimming": Sport.SWIMMING,
    "swim": Sport.SWIMMING,
    "transition": Sport.TRANSITION,
    "elliptical": Sport.ELLIPTICAL,
    "strength_training": Sport.STRENGTH,
    "weight_training": Sport.STRENGTH,
}
_RUNNING_KINDS = {
    "treadmill": Sport.TREADMILL_RUNNING,
    "indoor_running": Sport.TREADMILL_RUNNING,
    "virtual_activity": Sport.TREADMILL_RUNNING,
    "trail": Sport.TRAIL_RUNNING,
    "ultra": Sport.TRAIL_RUNNING,
    "track": Sport.TRACK_RUNNING,
}
_SUB_KINDS = {"elliptical": Sport.ELLIPTICAL, "strength_training": Sport.STRENGTH, "treadmill": Sport.TREADMILL_RUNNING}


def sport_from_words(sport: str, kind: str = "") -> Sport:
    """Find the sport that a source means by its word and, where it has one, its narrower word.

    Examples
    --------
    >>> sport_from_words("running", "treadmill").value, sport_from_words("Trail Run").value
    ('treadmill_running', 'trail_running')
    >>> sport_from_words("fitness_equipment", "elliptical").value, sport_from_words("kitesurfing").value
    ('elliptical', 'other')
    """
    word = "_".join(sport.lower().replace("-", " ").split())
    found = _BY_WORD.get(word, Sport.OTHER)
    if found is Sport.RUNNING:
        return _RUNNING_KINDS.get(kind, Sport.RUNNING)
    if found is not Sport.OTHER:
        return found
    if kind in _SUB_KINDS:
        return _SUB_KINDS[kind]
    if "run" in word:
        narrower = next((value for key, value in _RUNNING_KINDS.items() if key in word), None)
        return narrower or (Sport.TREADMILL_RUNNING if "virtual" in word or "indoor" in word else Sport.RUNNING)
    return next((_BY_WORD[part] for part in word.split("_") if part in _BY_WORD), Sport.OTHER)


def counts_steps(sport: Sport) -> bool:
    """Say whether the cadence of this sport is that of feet on the ground."""
    return sport.is_running or sport in {Sport.WALKING, Sport.HIKING}
