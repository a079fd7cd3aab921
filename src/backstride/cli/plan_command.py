"""``backstride plan``: a case file to what to do tonight, this week and in the weeks after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backstride.cli.output import write_json, write_text

if TYPE_CHECKING:
    from datetime import date

    from backstride.model.plan import ExerciseDose, Plan, PlanSession, PlanWeek, RunDose

__all__ = ["plan"]

KIND_WORDS = {"strength": "Strength", "mobility": "Gentle movement", "walk": "Walk", "run": "Run", "rest": "Rest"}
PART_WORDS = {"warm_up": "to begin", "main": "", "cool_down": "to end"}


def plan(
    case: Annotated[Path, typer.Argument(help="A case file, YAML or JSON.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
) -> None:
    """Say what to do tonight, this week and until you run free of pain. Nothing is stored."""
    from backstride.assess import assess
    from backstride.knowledge.compiled import load_knowledge
    from backstride.report import plan_json
    from backstride.service.case_file import load_case

    knowledge = load_knowledge()
    loaded = load_case(case, knowledge=knowledge)
    answer = assess(loaded, knowledge, loaded.now or datetime.now(UTC))
    if answer.plan is None:
        raise RuntimeError("an assessment always carries a plan")
    if json:
        write_json(plan_json(answer.plan))
    else:
        names = {exercise.id: exercise.name for exercise in knowledge.exercises.values()}
        write_text("\n".join(plan_lines(answer.plan, names)) + "\n")


def plan_lines(plan: Plan, names: Mapping[str, str]) -> Iterator[str]:
    """Say a plan line by line; ``names`` gives each exercise its name."""
    from backstride.report.wording import STATE_WORDS

    yield STATE_WORDS[plan.state]
    if plan.today:
        yield from ("", "Tonight and this week")
        for step in plan.today:
            yield f"* {step.text}" + (f" {step.why}" if step.why else "")
    for week in plan.weeks:
        yield from _week(week, names)
    if plan.rules:
        yield from ("", "The rules it goes by")
        yield from (f"* {rule.text}" for rule in plan.rules)
    if plan.withheld:
        yield from ("", "What it holds back")
        yield from (f"* {item.what[:1].upper()}{item.what[1:]}: {item.why}" for item in plan.withheld)
    yield from ("", "Research and education, not a medical device. Stop when something new or worrying comes.")


def _week(week: PlanWeek, names: Mapping[str, str]) -> Iterator[str]:
    yield from ("", f"Week {week.number}" + (f", from {_day(week.start)}" if week.start else ""))
    if week.note:
        yield week.note
    for session in week.sessions:
        yield from _session(session, names)


def _session(session: PlanSession, names: Mapping[str, str]) -> Iterator[str]:
    head = f"  {_day(session.day) if session.day else ''}: {KIND_WORDS[session.kind]}"
    if session.run is not None:
        head += f", {_run(session.run)}"
    yield head + (f". {session.note}" if session.note else "")
    for dose in session.exercises:
        part = PART_WORDS[dose.part]
        yield f"    - {names.get(dose.id, dose.id)}: {_dose(dose)}" + (f" ({part})" if part else "")


def _run(run: RunDose) -> str:
    way = f", at most {run.at_most_km:g} km" if run.at_most_km else ""
    if not run.walk_min:
        return f"{run.run_min:g} minutes, {run.intensity}, {run.terrain}{way}"
    return (
        f"{run.repeats} times {_span(run.run_min)} of running and {_span(run.walk_min)} of walking, "
        f"{run.intensity}, {run.terrain}{way}"
    )


def _span(minutes: float) -> str:
    whole, rest = divmod(round(60 * minutes), 60)
    words = [f"{whole} minute" + ("s" if whole > 1 else "")] if whole else []
    return " ".join([*words, f"{rest} seconds"] if rest or not whole else words)


def _dose(dose: ExerciseDose) -> str:
    if dose.minutes is not None:
        text = f"{dose.minutes:g} minutes" + (f", {dose.sets} times" if dose.sets > 1 else "")
    else:
        hold = f", each held {dose.hold_s:g} seconds" if dose.hold_s else ""
        side = " on each side" if dose.per_side else ""
        text = f"{dose.sets} x {dose.reps}{side}{hold}"
    load = "" if dose.load == "body weight" else f", {dose.load}"
    return text + load + (f". {dose.note}" if dose.note else "")


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
