"""A plan as plain text: what to do tonight, the weeks, the rules, and what is held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backstride.model.plan import FormExperiment, Plan, PlanSession, PlanWeek, Prevention, SessionKind, Step
from backstride.plan.words import PART_WORDS, day_words, dose_words, evidence_words, session_words, times_words
from backstride.report.wording import STATE_WORDS

__all__ = ["plan_text"]


def plan_text(plan: Plan, names: Mapping[str, str]) -> str:
    """Write a plan for a terminal or a plain file; ``names`` gives each exercise its name."""
    return "\n".join(_lines(plan, names)) + "\n"


def _lines(plan: Plan, names: Mapping[str, str]) -> Iterator[str]:
    yield STATE_WORDS[plan.state]
    if plan.today:
        yield from ("", "Tonight and this week")
        for step in plan.today:
            yield f"* {step.text}" + (f" {step.why}" if step.why else "")
    if plan.race is not None:
        yield from ("", f"Your race: {plan.race.distance_km:g} km on {day_words(plan.race.day)}", plan.race.text)
        yield from (f"* {line}" for line in plan.race.conditions)
    for week in plan.weeks:
        yield from _week(week, names)
    if plan.prevention is not None:
        yield from _prevention(plan.prevention)
    yield from _advice("Before and after a run", plan.around_runs)
    yield from _advice("Shoes and ground", plan.shoes_and_ground)
    if plan.experiment is not None:
        yield from _experiment(plan.experiment)
    if plan.rules:
        yield from ("", "The rules it goes by")
        yield from (f"* {rule.text}" for rule in plan.rules)
    if plan.withheld:
        yield from ("", "What it holds back")
        yield from (f"* {item.what[:1].upper()}{item.what[1:]}: {item.why}" for item in plan.withheld)
    yield from ("", "Research and education, not a medical device. Stop when something new or worrying comes.")


def _prevention(one: Prevention) -> Iterator[str]:
    low, high = one.minutes
    yield from ("", f"To stay well, once you are back (from {day_words(one.begins)} if every day goes well)")
    yield f"{times_words(one.sessions_per_week).capitalize()} a week, {low} to {high} minutes."
    yield from _advice("", one.steps)


def _advice(heading: str, steps: tuple[Step, ...]) -> Iterator[str]:
    if steps and heading:
        yield from ("", heading)
    for step in steps:
        yield f"* {' '.join(filter(None, (step.text, step.why, evidence_words(step))))}"


def _experiment(one: FormExperiment) -> Iterator[str]:
    low, high = one.aim_steps_per_min
    yield from ("", "One thing to try: quicker steps")
    yield f"You took {one.now_steps_per_min:.0f} steps a minute. Try {low:.0f} to {high:.0f} for {one.days} days."
    yield from (f"* {step}" for step in one.steps)
    yield from (f"Known: {one.known}", f"Not known: {one.unknown}")


def _week(week: PlanWeek, names: Mapping[str, str]) -> Iterator[str]:
    yield from ("", f"Week {week.number}" + (f", from {day_words(week.start)}" if week.start else ""))
    if week.note:
        yield week.note
    for session in week.sessions:
        yield from _session(session, names)


def _session(session: PlanSession, names: Mapping[str, str]) -> Iterator[str]:
    head = f"  {day_words(session.day)}: " if session.day else "  "
    yield head + session_words(session) + (f". {session.note}" if session.note else "")
    if session.kind is SessionKind.WALK:
        return
    for dose in session.exercises:
        part = PART_WORDS[dose.part]
        begin = f"{part[:1].upper()}{part[1:]}: " if part else ""
        yield f"    - {begin}{names.get(dose.id, dose.id)}, {dose_words(dose)}"
