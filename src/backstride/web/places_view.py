"""Where it hurts, as the trends show it: now, when it began, and what changed in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from backstride.figures.body_map import body_map_svg, region
from backstride.model.pain_place import PlaceMarks
from backstride.report.body_chart import pain_words, strengths_of
from backstride.service.episodes import Episode
from backstride.web.dates import day_words, local_day
from backstride.web.drawing import drawing

__all__ = ["changes_of_places", "places_view"]


def places_view(episode: Episode, screen: int | None) -> dict[str, Any] | None:
    """Give the map of now, the one of the beginning, and the changes; None when nothing was ever marked.

    Parameters
    ----------
    screen
        Number of the screen with the body map, where it was answered.
    """
    state = episode.state
    if not state.places:
        return None
    marks, zone = state.marks, episode.case.runner.time_zone
    first = marks[0] if len(marks) > 1 else None
    return {
        "now": drawing(body_map_svg(strengths_of(state.pains))),
        "now_day": day_words(local_day(marks[-1].marked_at, zone)) if marks else "",
        "now_words": [pain_words(one) for one in state.pains],
        "first": None if first is None else drawing(body_map_svg(strengths_of(first.pains))),
        "first_day": "" if first is None else day_words(local_day(first.marked_at, zone)),
        "changes": [] if first is None else list(changes_of_places(first, marks[-1])),
        "again": "" if screen is None else f"/cases/{episode.id}/questions/{screen}?then=trends",
    }


def changes_of_places(first: PlaceMarks, last: PlaceMarks) -> Iterator[str]:
    """Say what changed from the first marks to the last, place by place; no cause is claimed.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from backstride.model.pain_place import PainPlace
    >>> at = datetime(2026, 11, 1, tzinfo=UTC)
    >>> was = PlaceMarks(marked_at=at, pains=(PainPlace(place="neck", strength_0_to_10=6),))
    >>> list(changes_of_places(was, PlaceMarks(marked_at=at, pains=())))
    ['Neck: not marked any more.']
    """
    before, now = ({one.place: one for one in marks.pains} for marks in (first, last))
    for place in dict.fromkeys((*before, *now)):
        label = region(place).label
        if place not in now:
            yield f"{label}: not marked any more."
        elif place not in before:
            yield f"{label}: new."
        else:
            yield from _strength_change(label, before[place].strength_0_to_10, now[place].strength_0_to_10)


def _strength_change(label: str, was: int | None, now: int | None) -> Iterator[str]:
    if was is None or now is None:
        return
    yield f"{label}: as strong as then ({now} of 10)." if was == now else f"{label}: was {was} of 10, now {now}."
