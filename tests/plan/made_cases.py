"""Made-up cases for the plan: facts, verdicts and rankings of every kind, from a seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from backstride.knowledge.base import Knowledge
from backstride.knowledge.facts import with_signs
from backstride.model import (
    AnswerState,
    Case,
    CauseKind,
    Equipment,
    Finding,
    Level,
    LoadSeries,
    LoggedSession,
    Permission,
    Plan,
    Preferences,
    RankedCause,
    Ranking,
    RuleHit,
    Statement,
    Verdict,
)
from backstride.model.identifiers import CauseId, FindingId, RuleId
from backstride.plan import make_plan
from backstride.training import load_series
from backstride.triage.urgency import PERMITTED_AT_MOST

TODAY = date(2026, 11, 22)


def fact(name: str, value: object) -> Finding:
    if isinstance(value, bool):
        return Finding(id=FindingId(name), state=AnswerState.PRESENT if value else AnswerState.ABSENT)
    if value == "unknown":
        return Finding(id=FindingId(name), state=AnswerState.UNKNOWN)
    return Finding(id=FindingId(name), state=AnswerState.VALUE, value=value)


def facts_of(knowledge: Knowledge, *, age_years: float | None = 38.0, **written: object) -> dict[FindingId, Finding]:
    """Give a grown-up with low back pain who denies everything that is not written."""
    told: dict[str, object] = {f.id: False for f in knowledge.findings.values() if f.type == "yes_no"}
    told |= {"pain_low_back": True, "onset": "after_run", **written}
    if age_years is not None:
        told["age_years"] = age_years
    return dict(with_signs({FindingId(name): fact(name, value) for name, value in told.items()}, knowledge))


def ranking_of(knowledge: Knowledge, **chances: float) -> Ranking:
    """Rank every cause of the knowledge base; those not named stay at one in a hundred."""
    causes = [
        RankedCause(
            id=CauseId(cause.id), name=cause.name, kind=CauseKind(cause.kind),
            probability=chances.get(cause.id, 0.01), interval90=(0.0, 1.0),
        )
        for cause in knowledge.causes.values()
    ]  # fmt: skip
    causes.sort(key=lambda cause: (-cause.probability, cause.id))
    return Ranking(causes=tuple(causes), something_else=0.1, statement=Statement.MECHANICAL)


def verdict_of(
    level: Level = Level.SELF_CARE,
    *,
    at_most: Level | None = None,
    permission: Permission | None = None,
    rules: tuple[str, ...] = (),
) -> Verdict:
    at_most = at_most or level
    hits = tuple(
        RuleHit(id=RuleId(name), level=level, because=(), reason="So it is.", action="See someone.") for name in rules
    )
    return Verdict(level=level, at_most=at_most, permission=permission or PERMITTED_AT_MOST[at_most], rules=hits)


def steady_log(minutes: float = 50, *, runs_per_week: int = 3, until: date = TODAY) -> list[LoggedSession]:
    gap = 7 / runs_per_week
    days = [until - timedelta(days=round(gap * number)) for number in range(1, 12 * runs_per_week)]
    return [LoggedSession(date=day, minutes=minutes, distance_km=minutes / 6) for day in days]


def plan_of(
    knowledge: Knowledge,
    *,
    verdict: Verdict | None = None,
    ranking: Ranking | None = None,
    facts: dict[FindingId, Finding] | None = None,
    log: list[LoggedSession] | None = None,
    case: Case | None = None,
) -> Plan:
    load: LoadSeries | None = load_series([], log, until=TODAY) if log else None
    return make_plan(
        case or Case(),
        verdict=verdict or verdict_of(),
        ranking=ranking or ranking_of(knowledge),
        facts=facts or facts_of(knowledge, pain_intensity_0_to_10=2.0, pain_duration_weeks=1.0),
        knowledge=knowledge,
        load=load,
        today=TODAY,
    )


def any_case(random: Random, knowledge: Knowledge) -> dict[str, object]:
    """Draw a case: a few findings, a few suspected causes, a verdict, equipment, and some months of running."""
    findings = [f.id for f in knowledge.findings.values() if f.type == "yes_no"]
    flags = {name: random.choice([True, True, "unknown"]) for name in random.sample(findings, random.randint(0, 12))}
    weeks = random.choice([0.5, 1.0, 8.0])
    pain = {"pain_intensity_0_to_10": float(random.randint(0, 9)), "pain_duration_weeks": weeks}
    level, at_most = sorted(random.choices(list(Level), weights=(8, 3, 2, 1, 1), k=2))
    causes = {name: random.random() for name in random.sample(sorted(knowledge.causes), random.randint(0, 5))}
    rules = tuple(random.sample(sorted(knowledge.rules), random.randint(0, 2)))
    return {
        "verdict": verdict_of(
            level,
            at_most=at_most,
            permission=None if random.random() < 0.5 else random.choice(list(Permission)),
            rules=rules,
        ),
        "ranking": ranking_of(knowledge, **causes),
        "facts": facts_of(knowledge, age_years=random.choice([None, 14.0, 25.0, 40.0, 70.0]), **{**flags, **pain}),
        "log": random.choice([None, steady_log(random.randint(20, 120), runs_per_week=random.randint(1, 6))]),
        "case": Case(
            preferences=Preferences(
                equipment=tuple(random.sample(list(Equipment), random.randint(0, len(Equipment)))),
                minutes_per_session=random.randint(10, 60),
                running_days=tuple(random.sample(range(7), random.randint(0, 7))),
            )
        ),
    }


def any_cases(seed: int, number: int, knowledge: Knowledge) -> Iterator[dict[str, object]]:
    random = Random(seed)
    for _ in range(number):
        yield any_case(random, knowledge)
