"""The diary of an episode: write a day, change it, raise a warning sign, and decide about a change of the plan."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from backstride.diary.block_experiment import BlockExperiment
from backstride.knowledge.base import Knowledge
from backstride.model.answer import Answer, AnswerState
from backstride.model.case import Case
from backstride.model.check_in import CheckIn
from backstride.model.codec import decode_json, encode_json
from backstride.model.errors import InputError
from backstride.model.identifiers import FindingId
from backstride.model.plan_choice import PlanChoice, PlanChoiceKind
from backstride.model.question import QuestionReason
from backstride.service.episode import Episode, EpisodeState
from backstride.service.episodes import change_episode
from backstride.store.diary_entries import DiaryRow, add_entry, has_entry, list_entries
from backstride.store.opening import open_shared_store

__all__ = [
    "EARLIEST_DAYS_AGO",
    "DayVersion",
    "ask_safety_again",
    "begin_again",
    "day_of",
    "day_versions",
    "keep_plan",
    "latest_day",
    "name_activities",
    "require_possible_day",
    "set_experiment",
    "write_days",
]

EARLIEST_DAYS_AGO = 400
_LONGEST_ACTIVITY = 60
_MOST_ACTIVITIES = 3
_MOST_AHEAD = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayVersion:
    """One version of a day, and when it was written."""

    written_at: datetime
    check_in: CheckIn


def day_of(case: Case, day: date) -> CheckIn | None:
    """Give the entry of a day as it counts now, or None."""
    return next((one for one in reversed(case.check_ins) if one.day == day), None)


def latest_day(now: datetime) -> date:
    """Give the last day a person may write about: today, wherever on Earth it is today already.

    A clock that was put back, or a flight to the west, must not turn a day that was lived into one to come.

    Examples
    --------
    >>> from datetime import UTC
    >>> latest_day(datetime(2026, 5, 3, 12, tzinfo=UTC))
    datetime.date(2026, 5, 4)
    """
    return (now + _MOST_AHEAD).date()


def write_days(
    home: Path, episode_id: str, check_ins: Iterable[CheckIn], knowledge: Knowledge, *, sent_key: str, now: datetime
) -> Episode:
    """Write one or more days; each replaces what stood for that day, and the older version is kept.

    The same message twice, from two tabs or sent again after a break, counts once. A warning sign becomes an answer at
    once, and the other safety questions are open again.

    Parameters
    ----------
    sent_key
        A key that the page or the phone made up for this message.

    Raises
    ------
    UnknownEpisodeError
        If there is no such episode.
    InputError
        If a day is still to come, or too long ago.
    """
    written = tuple(check_ins)
    for one in written:
        require_possible_day(one.day, now)

    def first(connection: Connection) -> bool:
        if has_entry(connection, case_id=episode_id, sent_key=sent_key):
            return False
        for one in written:
            row = DiaryRow(
                case_id=episode_id,
                sent_key=sent_key,
                day=one.day.isoformat(),
                written_at=now.isoformat(timespec="milliseconds"),
                entry=encode_json(one),
            )
            add_entry(connection, row)
        return True

    def changed(episode: Episode) -> Episode:
        state = episode.state
        before = {one.day: one for one in state.case.check_ins}
        days = before | {one.day: one for one in written}
        case = replace(state.case, check_ins=tuple(days[day] for day in sorted(days)))
        state = replace(state, case=case)
        for one in written:
            if one.stops_plan and not _same_signs(before.get(one.day), one):
                state = _asked_again(state, one.flags, knowledge, now=now)
        return replace(episode, state=state)

    return change_episode(home, episode_id, changed, now=now, first=first)


def ask_safety_again(home: Path, episode_id: str, knowledge: Knowledge, *, now: datetime) -> Episode:
    """Leave every safety answer open, so that the questions come again."""

    def changed(episode: Episode) -> Episode:
        return replace(episode, state=_asked_again(episode.state, (), knowledge, now=now))

    return change_episode(home, episode_id, changed, now=now)


def day_versions(home: Path, episode_id: str, day: date) -> tuple[DayVersion, ...]:
    """List every version of a day, oldest first."""
    with open_shared_store(home).connect() as connection:
        rows = list_entries(connection, case_id=episode_id)
    return tuple(
        DayVersion(written_at=datetime.fromisoformat(row.written_at), check_in=decode_json(row.entry, CheckIn))
        for row in rows
        if row.day == day.isoformat()
    )


def keep_plan(home: Path, episode_id: str, day: date, *, keep: bool, now: datetime) -> Episode:
    """Take a day's change of the plan back, or let it stand again. Whether it may be taken back, the plan decides."""
    choice = PlanChoice(kind=PlanChoiceKind.KEEP, day=day)

    def changed(episode: Episode) -> Episode:
        others = tuple(one for one in episode.case.plan_choices if one != choice)
        return _with_choices(episode, (*others, choice) if keep else others)

    return change_episode(home, episode_id, changed, now=now)


def begin_again(home: Path, episode_id: str, *, pain_0_to_10: float | None, now: datetime) -> Episode:
    """Start the plan anew from tomorrow's entry on, once the safety questions have been answered again.

    Whether the answers allow a plan at all is decided by the urgency, as at the first start.
    """

    def changed(episode: Episode) -> Episode:
        today = now.astimezone(ZoneInfo(episode.case.runner.time_zone)).date()
        last = max((one.day for one in episode.case.check_ins if one.stops_plan), default=today)
        choice = PlanChoice(kind=PlanChoiceKind.BEGIN_AGAIN, day=max(last, today), pain_0_to_10=pain_0_to_10)
        others = tuple(
            one for one in episode.case.plan_choices if (one.kind, one.day) != (choice.kind, choice.day)
        )  # fmt: skip
        return _with_choices(episode, (*others, choice))

    return change_episode(home, episode_id, changed, now=now)


def name_activities(home: Path, episode_id: str, names: Iterable[str], *, now: datetime) -> Episode:
    """Keep up to three things that matter to the runner, in their words.

    Raises
    ------
    InputError
        If there are more than three, or one is too long.
    """
    kept = tuple(dict.fromkeys(filter(None, (" ".join(name.split()) for name in names))))
    if len(kept) > _MOST_ACTIVITIES:
        raise InputError(f"there is room for {_MOST_ACTIVITIES} things", advice="leave one out")
    if any(len(name) > _LONGEST_ACTIVITY for name in kept):
        raise InputError(f"a name may have {_LONGEST_ACTIVITY} letters", advice="say it shorter")

    def changed(episode: Episode) -> Episode:
        return replace(episode, state=replace(episode.state, case=replace(episode.case, own_activities=kept)))

    return change_episode(home, episode_id, changed, now=now)


def set_experiment(home: Path, episode_id: str, experiment: BlockExperiment | None, *, now: datetime) -> Episode:
    """Begin a change in blocks, or end it; one at a time."""

    def changed(episode: Episode) -> Episode:
        return replace(episode, state=replace(episode.state, experiment=experiment))

    return change_episode(home, episode_id, changed, now=now)


def _with_choices(episode: Episode, choices: tuple[PlanChoice, ...]) -> Episode:
    case = replace(episode.case, plan_choices=choices)
    return replace(episode, state=replace(episode.state, case=case))


def require_possible_day(day: date, now: datetime) -> None:
    """Hold a day to be one that can be written about now.

    Raises
    ------
    InputError
        When it is still to come, or too long ago.
    """
    last = latest_day(now)
    if day > last:
        raise InputError(f"{day} is still to come", advice="choose today or a day before")
    if (last - day).days > EARLIEST_DAYS_AGO:
        raise InputError(f"{day} is more than a year ago", advice="choose a later day")


def _same_signs(before: CheckIn | None, now: CheckIn) -> bool:
    """Say whether an entry that is written again names no sign that it did not name before."""
    if before is None:
        return False
    new_flags = set(now.flags) - set(before.flags)
    return not new_flags and (before.leg_symptom or not now.leg_symptom) and (before.limp or not now.limp)


def _asked_again(
    state: EpisodeState, flags: Collection[FindingId], knowledge: Knowledge, *, now: datetime
) -> EpisodeState:
    """Put the signs among the answers, and leave every other safety answer open again."""
    safety = {name for name in state.case.answers if name in knowledge.findings and knowledge.findings[name].safety}
    case = state.case.without_answers(safety)
    case = case.with_answers([Answer.of(name, state=AnswerState.PRESENT, at=now) for name in flags])
    screens = tuple(
        screen
        for screen in state.screens
        if screen.question.reason is QuestionReason.BASICS
        or any(item.id in case.answers for item in screen.question.items if item.id not in flags)
    )
    return replace(state, case=case, screens=screens)
