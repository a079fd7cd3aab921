"""The plan never asks for what a case forbids, whatever the case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.knowledge.expression import evaluate
from backstride.model import (
    Case,
    CheckIn,
    Clearance,
    Finding,
    Level,
    Permission,
    Plan,
    PlanState,
    Preferences,
    SessionKind,
    SessionPart,
    Stage,
    Verdict,
)
from backstride.model.identifiers import FindingId
from backstride.plan.exercise_choice import WALKING
from tests.knowledge.small import small_knowledge
from tests.plan.made_cases import TODAY, any_cases, fact, facts_of, plan_of, ranking_of, steady_log, verdict_of

SEEDS = range(8)
CASES_PER_SEED = 60


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def doses_of(plan: Plan):
    return [(week, dose) for week in plan.weeks for session in week.sessions for dose in session.exercises]


def is_bone(knowledge: Knowledge, cause: str) -> bool:
    found = knowledge.causes[cause]
    return found.group == "bone" and found.permission <= Permission.WALK_STRENGTH


@pytest.mark.parametrize("seed", SEEDS)
def test_no_case_is_given_what_it_forbids(knowledge: Knowledge, seed: int) -> None:
    given_a_plan = 0
    for drawn in any_cases(seed, CASES_PER_SEED, knowledge):
        plan = plan_of(knowledge, **drawn)
        given_a_plan += bool(plan.weeks)
        assert_nothing_forbidden(plan, drawn, knowledge)
        assert_doses_inside_their_stage(plan, knowledge)
        assert_within_permission(plan)
        assert_legs_as_much_as_trunk(plan, knowledge)
        assert_urgent_cases_get_the_action_alone(plan, drawn["verdict"])
        assert_no_programme_for_minors_and_pregnancy(plan, drawn["facts"])
    assert given_a_plan > CASES_PER_SEED / 20


def assert_nothing_forbidden(plan: Plan, drawn: dict, knowledge: Knowledge) -> None:
    chances = {cause.id: cause.probability for cause in drawn["ranking"].causes}
    hands = {*drawn["case"].preferences.equipment}
    suspected = any(chance >= 0.1 and is_bone(knowledge, cause) for cause, chance in chances.items())
    suspected |= any(knowledge.rules[hit.id].family == "bone_stress" for hit in drawn["verdict"].rules)
    for _, dose in doses_of(plan):
        exercise = knowledge.exercises[dose.id]
        for name in exercise.never:
            demand = knowledge.demands[name]
            assert demand.avoid_when is None or evaluate(demand.avoid_when, drawn["facts"]).truth is not True
            assert all(chances.get(cause.id, 0) < cause.at_least for cause in demand.avoid_with), (dose.id, name)
        assert set(exercise.equipment) <= hands
        assert exercise.chosen
        if suspected:
            assert not {"impact", "running_drill"} & set(exercise.never)
    if suspected:
        assert plan.permission <= Permission.NO_IMPACT
        assert plan.state in (PlanState.BONE_HOLD, PlanState.WAIT)
        assert all(session.run is None for week in plan.weeks for session in week.sessions)
        steps = [step for step in plan.today if not step.id.startswith(("step_no_hop", "avoid_hop"))]
        assert not any("hop ten" in step.text for step in steps)


def assert_doses_inside_their_stage(plan: Plan, knowledge: Knowledge) -> None:
    for week, dose in doses_of(plan):
        allowed = knowledge.exercises[dose.id].dose[week.stage if dose.id != "progressive_walking" else Stage.SUBACUTE]
        assert dose.sets <= allowed.sets[1]
        assert dose.reps is None or dose.reps <= allowed.reps[1]
        assert dose.hold_s is None or dose.hold_s <= allowed.hold_s[1]
        assert dose.minutes is None or dose.minutes <= allowed.minutes[1]
    for week in plan.weeks:
        used = [dose.id for session in week.sessions for dose in session.exercises]
        for name in set(used):
            often = knowledge.exercises[name].dose.get(week.stage)
            if often is not None and often.times_per_week is not None and name != "progressive_walking":
                assert used.count(name) <= often.times_per_week[1], (name, week.stage)


def assert_within_permission(plan: Plan) -> None:
    kinds = {session.kind for week in plan.weeks for session in week.sessions}
    if plan.permission < Permission.MODIFIED_RUNNING:
        assert SessionKind.RUN not in kinds
        assert plan.state not in (PlanState.RUN_WALK, PlanState.RUN, PlanState.MODIFY, PlanState.BUILD, PlanState.FREE)
    if plan.permission < Permission.WALK_STRENGTH:
        assert kinds <= {SessionKind.MOBILITY}
    if plan.permission is Permission.NONE:
        assert not plan.weeks


def assert_legs_as_much_as_trunk(plan: Plan, knowledge: Knowledge) -> None:
    for week in plan.weeks:
        for session in week.sessions:
            sets = {"leg": 0, "trunk": 0}
            for dose in session.exercises:
                region = knowledge.exercises[dose.id].region.value
                if dose.part is SessionPart.MAIN and region in sets:
                    sets[region] += dose.sets
            assert sets["leg"] >= sets["trunk"]


def assert_urgent_cases_get_the_action_alone(plan: Plan, verdict: Verdict) -> None:
    if verdict.at_most >= Level.SAME_DAY:
        assert not plan.weeks
        assert not plan.rules
        assert plan.permission is Permission.NONE
        assert {step.id for step in plan.today} <= {hit.id for hit in verdict.rules}
        assert plan.withheld


def assert_no_programme_for_minors_and_pregnancy(plan: Plan, facts: Mapping[FindingId, Finding]) -> None:
    age = facts.get(FindingId("age_years"))
    pregnant = any(facts[FindingId(name)].state != "absent" for name in ("pregnant", "could_be_pregnant"))
    if age is None or age.value < 18 or pregnant:
        assert not plan.weeks
        assert plan.withheld


def test_a_runner_with_mild_pain_goes_on_reduced_from_their_own_runs(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, log=steady_log(60), verdict=verdict_of(permission=Permission.MODIFIED_RUNNING))
    assert plan.state is PlanState.MODIFY
    first = [session.run for session in plan.weeks[0].sessions if session.run]
    assert len(first) == 3
    assert all(run.walk_min == 0 for run in first)
    assert 20 <= max(run.run_min for run in first) <= 0.7 * 60
    assert sum(run.run_min for run in first) <= 0.7 * 3.3 * 60
    assert all(run.at_most_km and run.at_most_km <= run.run_min / 6 + 0.1 for run in first)


def test_the_run_that_hurt_does_not_set_the_measure(knowledge: Knowledge) -> None:
    log = steady_log(50)
    hurt = [one for one in log if one.date < TODAY - timedelta(days=8)]
    hurt.append(type(log[0])(date=TODAY - timedelta(days=8), minutes=150, distance_km=25))
    plan = plan_of(knowledge, log=hurt)
    longest = max(session.run.run_min for week in plan.weeks for session in week.sessions if session.run)
    assert longest <= 50


def test_planned_runs_grow_by_at_most_a_tenth_over_the_longest_so_far(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, log=steady_log(80, runs_per_week=4))
    runs = [session.run.run_min for week in plan.weeks for session in week.sessions if session.run]
    longest = max(runs[: len(plan.weeks[0].sessions)])
    for run in runs:
        assert run <= 1.1 * longest + 1e-6
        longest = max(longest, run)


@pytest.mark.parametrize(("weeks_off", "rung_run_min"), [(1, 2.5), (3, 1.5), (8, 1.0)])
def test_a_break_decides_the_first_rung(knowledge: Knowledge, weeks_off: int, rung_run_min: float) -> None:
    log = steady_log(50, until=TODAY - timedelta(weeks=weeks_off))
    facts = facts_of(knowledge, pain_intensity_0_to_10=1.0, pain_duration_weeks=1.0, stopped_running_for_pain=True)
    plan = plan_of(knowledge, facts=facts, log=log)
    runs = [session.run for week in plan.weeks for session in week.sessions if session.run]
    assert plan.state is PlanState.READY
    assert runs[0].run_min == rung_run_min


def test_sessions_have_their_days_in_order_from_today(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, log=steady_log(50))
    days = [session.day for week in plan.weeks for session in week.sessions]
    assert days == sorted(days)
    assert days[0] >= TODAY
    assert days[-1] < TODAY + timedelta(weeks=6)


def test_wished_running_days_are_kept(knowledge: Knowledge) -> None:
    from backstride.model import Preferences

    case = Case(preferences=Preferences(running_days=(1, 3, 6)))
    plan = plan_of(knowledge, case=case, log=steady_log(50))
    days = {session.day.weekday() for week in plan.weeks for session in week.sessions if session.run}
    assert days == {1, 3, 6}


def test_over_six_weeks_means_see_someone_and_meanwhile_this(knowledge: Knowledge) -> None:
    facts = facts_of(knowledge, pain_intensity_0_to_10=3.0, pain_duration_weeks=8.0)
    plan = plan_of(knowledge, facts=facts, verdict=verdict_of(Level.ROUTINE_CLINICIAN, rules=("pain_over_6_weeks",)))
    assert plan.today[0].id == "pain_over_6_weeks"
    assert {session.kind for week in plan.weeks for session in week.sessions} == {
        SessionKind.STRENGTH,
        SessionKind.WALK,
    }
    assert any(item.what == "running" for item in plan.withheld)


def test_a_limp_is_never_run_on(knowledge: Knowledge) -> None:
    facts = facts_of(knowledge, pain_intensity_0_to_10=1.0, limping_running=True)
    plan = plan_of(knowledge, facts=facts, log=steady_log())
    assert all(session.run is None for week in plan.weeks for session in week.sessions)


def bone_plan(knowledge: Knowledge, *days: CheckIn, scope: Permission | None = Permission.FULL) -> Plan:
    """Plan for a runner whose sacrum may be under strain, cleared to this scope a week ago or not at all."""
    begin = TODAY - timedelta(days=7)
    leave = (Clearance(by="Dr Sole", given_on=begin, scope=scope, until=TODAY + timedelta(days=60)),) if scope else ()
    return plan_of(
        knowledge,
        ranking=ranking_of(knowledge, sacral_stress_fracture=0.6),
        case=Case(clearances=leave, check_ins=days),
        verdict=verdict_of(permission=scope or Permission.WALK_STRENGTH),
    )


def free_days() -> tuple[CheckIn, ...]:
    """Write five days free of pain, walking half an hour, with hops that do not hurt."""
    begin = TODAY - timedelta(days=7)
    free = {"pain_now_0_to_10": 0, "walk_minutes": 30, "pain_during_walk_0_to_10": 0, "hop_pain_0_to_10": 0}
    return tuple(CheckIn(day=begin + timedelta(days=number), **free) for number in range(1, 6))


def said_in(plan: Plan) -> str:
    return " ".join((*(step.text for step in plan.today), *(held.why for held in plan.withheld)))


def test_a_cleared_bone_stress_begins_with_days_free_of_pain_not_with_a_run(knowledge: Knowledge) -> None:
    plan = bone_plan(knowledge)
    assert plan.state is PlanState.BONE_HOLD
    sessions = [session for week in plan.weeks for session in week.sessions]
    assert all(session.run is None for session in sessions)
    assert any(session.kind is SessionKind.WALK for session in sessions)


def test_while_a_cleared_bone_heals_nothing_says_that_a_little_pain_is_fine(knowledge: Knowledge) -> None:
    plan = bone_plan(knowledge, *free_days())
    assert plan.state is PlanState.RUN_WALK
    assert not {"step_pain_zones", "medicine_ibuprofen"} & {step.id for step in plan.today}
    rules = {rule.id for rule in plan.rules}
    assert "bone_ladder" in rules
    assert "zones" not in rules


@pytest.mark.parametrize("scope", [None, Permission.WALK_STRENGTH])
def test_who_is_not_cleared_to_run_on_a_bone_is_told_not_to_run_jump_or_hop(
    knowledge: Knowledge, scope: Permission | None
) -> None:
    plan = bone_plan(knowledge, scope=scope)
    assert "No running, jumping or hop test" in said_in(plan)
    assert {"step_stop_impact", "step_no_hop_test"} <= {step.id for step in plan.today}


def test_who_is_cleared_to_run_on_a_bone_is_told_the_way_and_not_to_stop(knowledge: Knowledge) -> None:
    waiting, running = bone_plan(knowledge), bone_plan(knowledge, *free_days())
    assert any("five days free of pain" in held.why for held in waiting.withheld)
    assert not any(held.what.startswith("running") for held in running.withheld)
    for plan in (waiting, running):
        assert "hop test" not in said_in(plan)
        assert not {"step_stop_impact", "step_no_hop_test", "avoid_hop_when_bone"} & {step.id for step in plan.today}


def test_check_ins_move_the_plan(knowledge: Knowledge) -> None:
    days = [TODAY - timedelta(days=number) for number in range(20, 0, -2)]
    good = [
        CheckIn(day=day, pain_now_0_to_10=0, run_minutes=30, pain_during_run_0_to_10=0, pain_next_morning_0_to_10=0)
        for day in days
    ]
    hurt = [*good[:-1], CheckIn(day=days[-1], leg_symptom=True)]
    start = {"log": steady_log(50, until=days[0]), "verdict": verdict_of(permission=Permission.FULL)}
    assert plan_of(knowledge, case=Case(check_ins=tuple(good)), **start).state is PlanState.MODIFY
    stopped = plan_of(knowledge, case=Case(check_ins=tuple(hurt)), **start)
    assert (stopped.state, stopped.weeks, stopped.permission) == (PlanState.WAIT, (), Permission.NONE)


def test_the_same_case_gives_the_same_plan(knowledge: Knowledge) -> None:
    first, second = (plan_of(knowledge, log=steady_log(50)) for _ in range(2))
    assert first == second


def test_review_days_are_named_by_date(knowledge: Knowledge) -> None:
    texts = [step.text for step in plan_of(knowledge).today]
    assert any("24 November, 6 December and 3 January" in text for text in texts)


def test_what_is_open_is_named_but_never_a_hop(knowledge: Knowledge) -> None:
    verdict = Verdict(
        level=Level.SELF_CARE,
        at_most=Level.WITHIN_DAYS,
        permission=Permission.WALK_STRENGTH,
        open=(FindingId("test_hop"), FindingId("night_sweats")),
    )
    (running,) = [item.why for item in plan_of(knowledge, verdict=verdict).withheld if item.what == "running"]
    assert "drenching night sweats, self-checks" in running
    assert "hop" not in running


def test_who_was_not_sure_about_an_urgent_sign_is_told_which_one_and_gets_no_plan(knowledge: Knowledge) -> None:
    unsure = replace(verdict_of(at_most=Level.SAME_DAY), unsure=(FindingId("saddle_numbness"),))
    asked = plan_of(knowledge, verdict=unsure).withheld[0].why
    unasked = plan_of(knowledge, verdict=replace(unsure, open=(FindingId("fever"),))).withheld[0].why
    assert knowledge.label(FindingId("saddle_numbness")) in asked
    assert "Ask a clinician" in asked
    assert "still open" in unasked


def test_who_left_walking_out_gets_no_walks(knowledge: Knowledge) -> None:
    sore = facts_of(knowledge, pain_intensity_0_to_10=6.0)
    left_out = Case(preferences=Preferences(leave_out=("progressive_walking",)))

    def kinds(plan: Plan) -> set[SessionKind]:
        return {session.kind for week in plan.weeks for session in week.sessions}

    assert SessionKind.WALK in kinds(plan_of(knowledge, facts=sore))
    assert SessionKind.WALK not in kinds(plan_of(knowledge, facts=sore, case=left_out))


def test_a_week_in_which_every_exercise_is_left_out_holds_only_runs(knowledge: Knowledge) -> None:
    nothing = Case(preferences=Preferences(leave_out=tuple(knowledge.exercises)))
    weeks = plan_of(knowledge, log=steady_log(), case=nothing).weeks
    assert {session.kind for week in weeks for session in week.sessions} == {SessionKind.RUN}
    assert not any(session.exercises for week in weeks for session in week.sessions)


def test_a_knowledge_base_without_exercises_still_gives_the_way_back_to_running() -> None:
    small = small_knowledge()
    told = {"age_years": 40.0, "pain_intensity_0_to_10": 2.0}
    facts = {FindingId(name): fact(name, value) for name, value in told.items()}
    plan = plan_of(small, ranking=ranking_of(small), facts=facts, log=steady_log())
    assert plan.state is PlanState.MODIFY
    assert {session.kind for week in plan.weeks for session in week.sessions} == {SessionKind.RUN}


def good_weeks(number: int, *, hop: float | None) -> tuple[CheckIn, ...]:
    """Write a diary of green runs every other day, the first day with the readiness moves."""
    begin = TODAY - timedelta(days=number)
    days = [CheckIn(day=begin, pain_now_0_to_10=0, readiness_pain_0_to_10=0, hop_pain_0_to_10=hop)]
    for offset in range(1, number):
        runs = offset % 2 == 0
        days.append(
            CheckIn(
                day=begin + timedelta(days=offset),
                pain_now_0_to_10=0,
                run_minutes=15 if runs else None,
                pain_during_run_0_to_10=0 if runs else None,
                pain_next_morning_0_to_10=0,
            )
        )
    return tuple(days)


@pytest.mark.parametrize(("hop", "jumps"), [(0.0, True), (None, False)])
def test_jumps_come_after_half_an_hour_of_running_and_hops_without_pain(
    knowledge: Knowledge, hop: float | None, *, jumps: bool
) -> None:
    facts = facts_of(knowledge, pain_intensity_0_to_10=0.0, pain_duration_weeks=1.0, stopped_running_for_pain=True)
    log = steady_log(50, until=TODAY - timedelta(days=48))
    plan = plan_of(knowledge, facts=facts, log=log, case=Case(check_ins=good_weeks(45, hop=hop)))
    assert plan.state is PlanState.BUILD
    regions = {knowledge.exercises[dose.id].region.value for _, dose in doses_of(plan)}
    assert ("plyometric" in regions) is jumps


def test_every_plan_for_a_walker_says_to_move_and_when_to_come_back(knowledge: Knowledge) -> None:
    ids = [step.id for step in plan_of(knowledge).today]
    assert ids[0] == "step_keep_moving"
    assert {"step_heat", "sleep_position", "safety_cauda_equina", "safety_review_times"} <= set(ids)


def test_steps_about_running_are_only_for_who_runs(knowledge: Knowledge) -> None:
    held = plan_of(knowledge, verdict=verdict_of(Level.ROUTINE_CLINICIAN))
    assert "step_pain_zones" not in {step.id for step in held.today}
    assert "step_pain_zones" in {step.id for step in plan_of(knowledge, log=steady_log()).today}


def test_steps_that_the_plan_knows_by_name_exist(knowledge: Knowledge) -> None:
    from backstride.plan import first_steps

    named = {*first_steps._NEEDS, *first_steps._FOR_ALL, *first_steps._WHEN_BONE, *first_steps._NOT_WHEN_BONE}
    named.add(first_steps._REVIEW)
    assert named <= set(knowledge.advice)
    assert WALKING in knowledge.exercises
