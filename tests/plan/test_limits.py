"""What a plan may ask: the strictest of urgency, suspected causes and the runner's situation, at their very edges."""

from dataclasses import replace

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.schema import Group
from backstride.model import CauseKind, Level, Permission
from backstride.model.identifiers import FindingId
from backstride.model.verdict import Verdict
from backstride.plan.limits import BONE_STRESS_FROM, LIKELY, PROBABLE, Limits, limits_of
from tests.plan.made_cases import facts_of, ranking_of, verdict_of

MAY_RUN = verdict_of(permission=Permission.MODIFIED_RUNNING)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def limits_for(
    knowledge: Knowledge,
    *,
    verdict: Verdict = MAY_RUN,
    cleared: bool = False,
    chances: dict[str, float] | None = None,
    **facts: object,
) -> Limits:
    ranking = ranking_of(knowledge, **(chances or {}))
    return limits_of(verdict, ranking, facts_of(knowledge, **facts), knowledge, cleared=cleared)


def test_leave_for_modified_running_is_leave_to_run(knowledge: Knowledge) -> None:
    limits = limits_for(knowledge)
    assert (limits.permission, limits.no_running) == (Permission.MODIFIED_RUNNING, None)


@pytest.mark.parametrize(("kind", "edge"), [(CauseKind.DIAGNOSIS, LIKELY), (CauseKind.CONTRIBUTOR, PROBABLE)])
def test_a_cause_holds_the_plan_from_its_edge_on_unless_a_clinician_cleared_it(
    knowledge: Knowledge, kind: CauseKind, edge: float
) -> None:
    free = verdict_of(permission=Permission.FULL)
    cause = next(
        one
        for one in knowledge.causes.values()
        if one.kind is kind and one.group is not Group.BONE and one.permission < Permission.FULL
    )
    below, at = ({cause.id: edge - 0.001}, {cause.id: edge})
    assert limits_for(knowledge, verdict=free, chances=below).permission is Permission.FULL
    assert limits_for(knowledge, verdict=free, chances=at).permission is cause.permission
    assert limits_for(knowledge, verdict=free, chances=at, cleared=True).permission is Permission.FULL


def test_a_bone_is_suspected_from_its_edge_on_by_a_rule_or_by_its_signs(knowledge: Knowledge) -> None:
    rule = next(rule.id for rule in knowledge.rules.values() if rule.family == "bone_stress")
    by_rule = verdict_of(permission=Permission.MODIFIED_RUNNING, rules=(rule,))
    below, at = ({"sacral_stress_fracture": BONE_STRESS_FROM - 0.001}, {"sacral_stress_fracture": BONE_STRESS_FROM})
    assert not limits_for(knowledge, chances=below).bone_stress_suspected
    for limits in (limits_for(knowledge, chances=at), limits_for(knowledge, verdict=by_rule)):
        assert limits.bone_stress_suspected
        assert limits.permission <= Permission.NO_IMPACT
        assert not limits.bone_heals


@pytest.mark.parametrize(
    ("years", "has_one"), [(None, False), (17.0, False), (18.0, True), (70.0, True)]
)  # fmt: skip
def test_a_programme_is_for_adults_whose_age_is_known(
    knowledge: Knowledge, years: float | None, *, has_one: bool
) -> None:
    assert (limits_for(knowledge, age_years=years).no_programme is None) is has_one


@pytest.mark.parametrize("name", ["pregnant", "could_be_pregnant"])
@pytest.mark.parametrize("said", [True, "unknown"])
def test_who_is_or_may_be_pregnant_gets_no_programme(knowledge: Knowledge, name: str, said: object) -> None:
    assert "pregnant" in limits_for(knowledge, **{name: said}).no_programme.why


def test_a_birth_waits_for_a_check_and_a_limp_is_never_run_on_cleared_or_not(knowledge: Knowledge) -> None:
    birth, limp = {"gave_birth_12_months": True}, {"limping_running": True}
    assert "gave birth" in limits_for(knowledge, **birth).no_running.why
    assert limits_for(knowledge, **birth, cleared=True).no_running is None
    for cleared in (False, True):
        assert "limp" in limits_for(knowledge, **limp, cleared=cleared).no_running.why


@pytest.mark.parametrize(("number", "more"), [(1, ""), (3, ""), (4, " and 1 more")])
def test_what_is_still_open_is_named_three_at_most_and_self_tests_are_not_named(
    knowledge: Knowledge, number: int, more: str
) -> None:
    names = [FindingId(name) for name in knowledge.findings if not name.startswith("test_")][:number]
    self_test = next(FindingId(name) for name in knowledge.findings if name.startswith("test_"))

    def why(*unsettled: FindingId) -> str:
        verdict = replace(verdict_of(at_most=Level.ROUTINE_CLINICIAN), open=unsettled)
        return limits_for(knowledge, verdict=verdict).no_running.why

    labels = [knowledge.label(name) for name in names]
    assert f"({', '.join(labels[:3])}{more})" in why(*names)
    assert f"({', '.join(labels[:3])}, self-checks{more})" in why(*names, self_test)
