"""The calendar of an episode's plan: what was handed out is remembered, so that what left the plan is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from backstride.model.plan import Plan, PlanState
from backstride.model.verdict import Permission
from backstride.service.episode import Episode
from backstride.service.episodes import change_episode

__all__ = ["holds_events", "take_calendar"]

_STOPPED = Plan(permission=Permission.NONE, state=PlanState.WAIT)


def take_calendar(home: Path, episode: Episode, plan: Plan | None, names: Mapping[str, str], *, now: datetime) -> bytes:
    """Write the calendar of a plan for its runner, and remember its events that are still to come.

    Events of an earlier calendar that are not in the plan any more go out as cancelled, each time until their day is
    over, because a runner may have a calendar on more than one device.

    Parameters
    ----------
    plan
        None for a plan that has stopped: then everything to come is cancelled.
    """
    # Calendars bring a large library, and most pages that come by here write none.
    from backstride.exchange.calendar import plan_calendar, sent_events

    earlier = episode.state.calendar_sent
    data = plan_calendar(plan or _STOPPED, names, owner=episode.id, now=now, earlier=earlier)
    sent = tuple(sorted((one for one in sent_events(data) if one.day >= now.date()), key=lambda one: one.uid))
    if sent != earlier:

        def changed(stored: Episode) -> Episode:
            held = {one.uid: one for one in (*stored.state.calendar_sent, *sent) if one.day >= now.date()}
            return replace(stored, state=replace(stored.state, calendar_sent=tuple(held[uid] for uid in sorted(held))))

        change_episode(home, episode.id, changed, now=now)
    return data


def holds_events(episode: Episode, *, now: datetime) -> bool:
    """Say whether a calendar that was handed out holds events that are still to come."""
    return any(one.day >= now.date() for one in episode.state.calendar_sent)
