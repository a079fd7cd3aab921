"""How the complaint went: over the day, over the weeks, in the diary. Said from the answers; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from backstride.knowledge.base import Knowledge
from backstride.model.answer import AnswerState
from backstride.model.case import Case
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadSeries

__all__ = ["adherence", "asked_on", "day_pattern", "timeline"]

_MOMENTS: Mapping[str, tuple[str, ...]] = {
    "While running": (
        "pain_during_run", "pain_start_of_run_eases", "pain_builds_during_run", "pain_late_or_hard_runs",
        "pain_earlier_each_run", "pain_only_running",
    ),
    "Minutes after stopping": ("pain_better_stopping_minutes",),
    "Hours after": ("pain_after_run_hours",),
    "Night": ("night_pain_wakes", "pain_worse_at_night", "second_half_night_waking", "sleep_lost_two_nights"),
    "Next morning": ("pain_next_morning", "morning_stiffness_over_30_min"),
    "Gone within three days": ("pain_gone_now", "settles_within_24h", "settles_within_3_days"),
}  # fmt: skip
_WEEK_DAYS = 7
_LOOK_BACK_DAYS = 90


def day_pattern(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Say for each part of the day what was answered: what is there, else no, not sure, or not asked."""
    for moment, names in _MOMENTS.items():
        states = {name: facts[FindingId(name)].state for name in names if FindingId(name) in facts}
        there = [knowledge.label(name) for name, state in states.items() if state is AnswerState.PRESENT]
        unsure = AnswerState.UNKNOWN in states.values()
        denied = AnswerState.ABSENT in states.values()
        yield moment, "; ".join(there) or ("not sure" if unsure else "no" if denied else "not asked")


def timeline(
    case: Case, facts: Mapping[FindingId, Finding], load: LoadSeries | None, knowledge: Knowledge, *, now: datetime
) -> Iterator[str]:
    """Give the steps of the complaint in the order of their days, as far as they are known."""
    steps = []
    weeks = facts.get(FindingId("pain_duration_weeks"))
    if weeks is not None and isinstance(weeks.value, float):
        began = (now - timedelta(days=round(_WEEK_DAYS * weeks.value))).date()
        steps.append((began, f"about {began:%d %B %Y}: the pain began{_how(facts, knowledge)}"))
    for session in load.sessions if load is not None else ():
        if session.band.value in ("moderate", "large") and (now.date() - session.local_date).days <= _LOOK_BACK_DAYS:
            times = f"{session.ratio_to_longest_30d:.1f} times the longest of the 30 days before"
            steps.append((session.local_date, f"{session.local_date:%d %B %Y}: a run {times}"))
    if case.check_ins:
        first = case.check_ins[0].day
        steps.append((first, f"{first:%d %B %Y}: first day in the diary"))
    steps += [
        (one.given_on, f"{one.given_on:%d %B %Y}: {one.by} gave leave until {one.until:%d %B %Y}")
        for one in case.clearances
    ]
    yield from (words for _, words in sorted(steps))


def _how(facts: Mapping[FindingId, Finding], knowledge: Knowledge) -> str:
    onset = facts.get(FindingId("onset"))
    if onset is None or not isinstance(onset.value, str):
        return ""
    said = {one.id: one.text for one in knowledge.findings["onset"].choices}.get(onset.value, onset.value)
    return f' ("{said}")'


def asked_on(case: Case, knowledge: Knowledge) -> str:
    """Say when the warning signs were asked: the oldest and the newest answer; empty when no answer names its time."""
    asked = {name for screen in knowledge.manifest.safety_screens for name in screen.findings}
    moments = [one.answered_at for name, one in case.answers.items() if name in asked and one.answered_at is not None]
    if not moments:
        return ""
    first, last = (f"{moment:%d %B %Y %H:%M} UTC" for moment in (min(moments), max(moments)))
    return f"Asked {first}." if first == last else f"Asked from {first} to {last}."


def adherence(case: Case) -> Iterator[str]:
    """Say how much of the programme was done, by the diary alone."""
    days = len(case.check_ins)
    done = sum(bool(one.exercises_done) for one in case.check_ins)
    if days:
        yield f"Exercises done on {done} of {days} days written down."
