"""The plan as a proposal (CarePlan) and what it is for (Goal)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from backstride.exchange.fhir.coding import Resource
from backstride.exchange.fhir.hand_over import HandOver
from backstride.model.plan import Plan, PlanSession
from backstride.plan.words import dose_words, session_words

__all__ = ["care_plan", "goals"]

Named = tuple[str, Resource]


def goals(given: HandOver) -> tuple[Named, ...]:
    """Give what the runner is after: running again, their own activities, the race.

    Beside something urgent, or while it is open, there is none: that comes first.
    """
    if given.assessment.plan is None or given.not_ranked:
        return ()
    return tuple((f"goal-{number}", _goal(given, words)) for number, words in enumerate(_wishes(given)))


def _wishes(given: HandOver) -> Iterator[str]:
    yield "Run again as before, with pain as the guide"
    for name in given.case.own_activities:
        yield f"Do this as well as before: {name}"
    plan = given.assessment.plan
    if plan is not None and plan.race is not None:
        yield f"Race over {plan.race.distance_km:g} km on {plan.race.day}. {plan.race.text}"


def _goal(given: HandOver, words: str) -> Resource:
    return {
        "resourceType": "Goal",
        "lifecycleStatus": "proposed",
        "description": {"text": words},
        "subject": given.subject,
        "statusDate": given.now.date().isoformat(),
        "expressedBy": given.subject,
    }


def care_plan(given: HandOver, aims: Sequence[str]) -> Resource | None:
    """Give the plan as a proposal; None without one, beside something urgent, or while that is open.

    Parameters
    ----------
    aims
        Names of the goals inside the bundle.
    """
    plan = given.assessment.plan
    if plan is None or given.not_ranked:
        return None
    care: Resource = {
        "resourceType": "CarePlan",
        "status": "draft",
        "intent": "proposal",
        "title": "The way back to running",
        "description": given.plan_state,
        "subject": given.subject,
        "created": given.written_at,
        "author": given.reference("device"),
        "goal": [given.reference(name) for name in aims],
    }
    days = sorted(session.day for session in _sessions(plan) if session.day is not None)
    if days:
        care["period"] = {"start": days[0].isoformat(), "end": days[-1].isoformat()}
    if activities := list(_activities(given, plan)):
        care["activity"] = activities
    notes = [{"text": f"Held back: {held.what}. {held.why}"} for held in plan.withheld]
    notes += [{"text": f"Rule: {rule.text}"} for rule in plan.rules]
    return care | ({"note": notes} if notes else {})


def _sessions(plan: Plan) -> Iterator[PlanSession]:
    return (session for week in plan.weeks for session in week.sessions)


def _activities(given: HandOver, plan: Plan) -> Iterator[Resource]:
    for step in plan.today:
        yield _activity(f"{step.text} {step.why}".strip(), None)
    for session in _sessions(plan):
        doses = [
            f"{given.knowledge.exercises[dose.id].name}: {', '.join(dose_words(dose))}"
            for dose in session.exercises
            if dose.id in given.knowledge.exercises
        ]
        yield _activity("; ".join([session_words(session), *doses]), session.day)


def _activity(words: str, day: date | None) -> Resource:
    detail: Resource = {"status": "not-started", "doNotPerform": False, "description": words}
    if day is not None:
        detail["scheduledPeriod"] = {"start": day.isoformat(), "end": day.isoformat()}
    return {"detail": detail}
