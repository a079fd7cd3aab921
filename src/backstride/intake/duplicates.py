"""One session recorded or exported more than once: which of them is kept.

Two sessions are one when they start within 90 s of each other (after taking whole hours of a wrong time zone away) and
either their moving time or their distance agrees within 5 %; or when they start within the same 5 s, since nobody runs
twice at once (one of them then broke off, and the longer is kept). Else the richest is kept: running dynamics first,
then FIT, TCX, GPX, and the rest. What the kept one lacks (name, shoe, effort, climb) is taken from the other. What an
export's own list says about one of its recordings is joined the same way, but told as no duplicate: it is no recording.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace

from backstride.model.activity import Activity, ActivitySource, Sport
from backstride.model.identifiers import ActivityId

__all__ = ["Duplicate", "SessionHistory", "are_one_session", "merge_duplicates", "merged", "told_duplicates"]

_SLACK_S = 90.0
_SAME_START_S = 5.0
_HOUR_S = 3600.0
_MOST_HOURS = 14
_AGREEMENT = 0.05
_CLOSE_AGREEMENT = 0.01
_RANK = {source: rank for rank, source in enumerate(ActivitySource)}
_JOINED = (
    "name", "shoe", "effort_0_to_10", "device", "distance_m", "timer_s", "elapsed_s", "ascent_m", "descent_m",
    "avg_heart_rate_bpm", "avg_cadence_steps_per_min", "avg_vertical_oscillation_mm", "avg_contact_time_ms",
    "avg_contact_balance_pct_left",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two sessions that are one: which is kept and which is not."""

    kept: Activity
    dropped: Activity


def are_one_session(one: Activity, other: Activity) -> bool:
    """Say whether two sessions are recordings of the same one.

    Examples
    --------
    >>> from datetime import UTC, date, datetime
    >>> from backstride.model.identifiers import ActivityId
    >>> run = Activity(id=ActivityId("a-0"), file="a.fit", sport=Sport.RUNNING, source=ActivitySource.FIT,
    ...                start=datetime(2026, 5, 3, 6, tzinfo=UTC), local_date=date(2026, 5, 3), distance_m=10_000.0)
    >>> are_one_session(run, replace(run, start=datetime(2026, 5, 3, 8, 1, tzinfo=UTC), distance_m=10_050.0))
    True
    >>> are_one_session(run, replace(run, start=datetime(2026, 5, 3, 6, 1, tzinfo=UTC), distance_m=12_000.0))
    False
    """
    apart = abs((one.start - other.start).total_seconds())
    hours = round(apart / _HOUR_S)
    if hours > _MOST_HOURS or abs(apart - hours * _HOUR_S) > _SLACK_S or not _same_kind(one.sport, other.sport):
        return False
    time_agrees = _agree(one.timer_s, other.timer_s, _AGREEMENT) or _agree(one.elapsed_s, other.elapsed_s, _AGREEMENT)
    way_agrees = _agree(one.distance_m, other.distance_m, _AGREEMENT)
    if hours == 0:
        return time_agrees or way_agrees or apart <= _SAME_START_S
    # Intervals on the hour look alike; a wrong zone is believed only when everything agrees closely.
    return _agree(one.distance_m, other.distance_m, _CLOSE_AGREEMENT) and (
        _agree(one.timer_s, other.timer_s, _CLOSE_AGREEMENT) or one.timer_s is None or other.timer_s is None
    )


def merge_duplicates(activities: Iterable[Activity]) -> tuple[tuple[Activity, ...], tuple[Duplicate, ...]]:
    """Keep each session once.

    Sessions of one and the same file are never duplicates of each other: what a file repeats is said where it is read.

    Returns
    -------
    tuple
        The sessions kept, in order of their start, and the pairs that were merged.
    """
    history = SessionHistory()
    for activity in sorted(activities, key=_richness):
        history.add(activity)
    return history.sessions(), told_duplicates(history.duplicates)


def told_duplicates(pairs: Iterable[Duplicate]) -> tuple[Duplicate, ...]:
    """Leave out the pairs in which an export's own list was joined to a recording."""
    return tuple(pair for pair in pairs if pair.dropped.source is not ActivitySource.EXPORT_LIST)


@dataclass(slots=True)
class SessionHistory:
    """Sessions, each once, that grows session by session.

    Parameters
    ----------
    kept
        Sessions by their place; None where one was replaced by a better recording of itself.
    """

    kept: list[Activity | None] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    _places: dict[ActivityId, int] = field(default_factory=dict)
    _starts: list[tuple[float, int]] = field(default_factory=list)

    def add(self, activity: Activity) -> Duplicate | None:
        """Add a session; gives the pair when it is a recording of one that is there."""
        known = self._places.get(activity.id)
        if known is not None:
            return self._copy(known, activity)
        twin = self._twin(activity)
        if twin is None:
            self._append(activity)
            return None
        place, other = twin
        better, worse = _better(other, activity)
        pair = Duplicate(merged(better, worse), worse)
        self.duplicates.append(pair)
        if better is other:
            self.kept[place] = pair.kept
        else:
            self._replace(place, None)
            self._append(pair.kept)
        return pair

    def sessions(self) -> tuple[Activity, ...]:
        """List the sessions in order of their start."""
        return tuple(sorted((one for one in self.kept if one is not None), key=lambda one: (one.start, one.id)))

    def _copy(self, place: int, activity: Activity) -> Duplicate | None:
        """Take in a session whose file holds the very same bytes: a copy, or the file itself read again."""
        old = self.kept[place]
        if old is None or old.file == activity.file:
            self._replace(place, activity)
            return None
        pair = Duplicate(merged(old, activity), activity)
        self.kept[place] = pair.kept
        self.duplicates.append(pair)
        return pair

    def _append(self, activity: Activity) -> None:
        place = len(self.kept)
        self.kept.append(activity)
        self._places[activity.id] = place
        insort(self._starts, (activity.start.timestamp(), place))

    def _replace(self, place: int, activity: Activity | None) -> None:
        old = self.kept[place]
        if activity is None and old is not None:
            del self._places[old.id]
        elif activity is not None and old is not None:
            activity = merged(activity, old)
        self.kept[place] = activity

    def _twin(self, activity: Activity) -> tuple[int, Activity] | None:
        for place in self._near(activity):
            other = self.kept[place]
            if other is not None and _twins(other, activity):
                return place, other
        return None

    def _near(self, activity: Activity) -> Iterable[int]:
        """Find the places of sessions that start near a moment, or whole hours from it."""
        start = activity.start.timestamp()
        found = []
        for hours in range(-_MOST_HOURS, _MOST_HOURS + 1):
            low = bisect_left(self._starts, (start + hours * _HOUR_S - _SLACK_S, -1))
            while low < len(self._starts) and self._starts[low][0] <= start + hours * _HOUR_S + _SLACK_S:
                found.append((abs(hours), self._starts[low][1]))
                low += 1
        return [place for _, place in sorted(found)]


def merged(kept: Activity, dropped: Activity) -> Activity:
    """Give the kept session with what only the dropped one knows."""
    known = {one.name for one in fields(kept) if getattr(kept, one.name) not in (None, "")}
    joined = replace(kept, **{name: getattr(dropped, name) for name in _JOINED if name not in known})
    # A workout of Apple Health has its samples in the route beside it.
    return replace(joined, records=dropped.records) if not kept.records else joined


def _better(one: Activity, other: Activity) -> tuple[Activity, Activity]:
    """Put the richer one first, unless it broke off much earlier than the other."""
    richer, poorer = sorted((one, other), key=_richness)
    if _agree(one.elapsed_s, other.elapsed_s, _AGREEMENT) or _agree(one.distance_m, other.distance_m, _AGREEMENT):
        return richer, poorer
    length, other_length = _length_s(richer), _length_s(poorer)
    return (poorer, richer) if other_length > length * (1.0 + _AGREEMENT) else (richer, poorer)


def _length_s(activity: Activity) -> float:
    return activity.timer_s or activity.elapsed_s or 0.0


def _twins(one: Activity, other: Activity) -> bool:
    same_file = one.id.rpartition("-")[0] == other.id.rpartition("-")[0]
    return not same_file and are_one_session(one, other)


def _richness(activity: Activity) -> tuple[bool, int, int, float]:
    dynamics = activity.avg_contact_time_ms is not None or activity.avg_vertical_oscillation_mm is not None
    return not dynamics, _RANK[activity.source], -activity.records, activity.start.timestamp()


def _same_kind(one: Sport, other: Sport) -> bool:
    return one is other or (one.is_running and other.is_running) or Sport.OTHER in (one, other)


def _agree(one: float | None, other: float | None, share: float) -> bool:
    if one is None or other is None or one <= 0.0 or other <= 0.0:
        return False
    return abs(one - other) <= share * max(one, other)
