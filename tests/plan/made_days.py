"""Made-up days of a diary, and where they lead."""

from datetime import date, timedelta

from backstride.model import CheckIn, Permission, PlanState
from backstride.plan import ReturnState, advance

START = date(2026, 5, 1)


def begun(state: PlanState, **more: object) -> ReturnState:
    return ReturnState(state=state, since=START, day=START, permission=Permission.FULL, **more)  # type: ignore[arg-type]


def day(number: int, **more: object) -> CheckIn:
    return CheckIn(day=START + timedelta(days=number), **more)  # type: ignore[arg-type]


def run(number: int, minutes: float = 10, during: float = 0, morning: float | None = 0, **more: object) -> CheckIn:
    return day(
        number,
        run_minutes=minutes,
        pain_during_run_0_to_10=during,
        pain_next_morning_0_to_10=morning,
        **more,
    )


def after(start: ReturnState, *days: CheckIn) -> ReturnState:
    for one in days:
        start = advance(start, one).after
    return start
