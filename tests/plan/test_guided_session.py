"""A session step by step: sets with rests, both sides held, runs with their walks around."""

from datetime import date

from backstride.model.identifiers import ExerciseId
from backstride.model.plan import ExerciseDose, PlanSession, RunDose, SessionKind, SessionPart
from backstride.plan.guided_session import AroundRun, guided_steps

DAY = date(2026, 11, 24)


def dose(**more: object) -> ExerciseDose:
    return ExerciseDose(**{"id": ExerciseId("bird_dog"), "sets": 1, **more})  # type: ignore[arg-type]


def around() -> tuple[ExerciseDose, ...]:
    return (dose(reps=8, part=SessionPart.COOL_DOWN), dose(reps=5, part=SessionPart.WARM_UP))


def phases(*doses: ExerciseDose) -> list[tuple[str, int | None]]:
    steps = guided_steps([PlanSession(kind=SessionKind.STRENGTH, exercises=doses, day=DAY)])
    return [(phase.name, phase.seconds) for step in steps for phase in step.phases]


def test_repeats_last_as_long_as_they_take_and_sets_have_a_rest_between() -> None:
    assert phases(dose(sets=3, reps=8, rest_s=45)) == [
        ("Set 1 of 3", None), ("Rest", 45), ("Set 2 of 3", None), ("Rest", 45), ("Set 3 of 3", None),
    ]  # fmt: skip


def test_one_long_hold_is_timed_on_each_side() -> None:
    assert phases(dose(reps=1, hold_s=30, per_side=True)) == [
        ("Go, first side", 30), ("Change sides", 5), ("Go, other side", 30),
    ]  # fmt: skip


def test_a_hold_without_sides_is_timed_once() -> None:
    assert phases(dose(reps=1, hold_s=20)) == [("Go", 20)]


def test_a_steady_run_is_one_stretch_of_running() -> None:
    (run,) = guided_steps([PlanSession(kind=SessionKind.RUN, run=RunDose(run_min=30), day=DAY)])
    assert [(phase.name, phase.seconds) for phase in run.phases] == [("Run", 1800)]


def test_minutes_are_counted_down() -> None:
    assert phases(dose(minutes=10)) == [("Go", 600)]


def test_a_run_has_its_warm_up_before_and_its_quiet_end_after() -> None:
    session = PlanSession(
        kind=SessionKind.RUN,
        run=RunDose(run_min=1.5, walk_min=2, repeats=2),
        exercises=around(),
        day=DAY,
    )
    before, run, after = guided_steps([session])

    assert (before.part, after.part) == (SessionPart.WARM_UP, SessionPart.COOL_DOWN)
    assert run.exercise is None
    assert [(one.name, one.seconds) for one in run.phases] == [
        ("Run", 90), ("Walk", 120), ("Run", 90), ("Walk", 120),
    ]  # fmt: skip


def test_a_day_without_sessions_has_no_steps() -> None:
    assert guided_steps([]) == ()


def test_what_comes_before_a_run_is_a_small_session_of_its_own() -> None:
    session = PlanSession(kind=SessionKind.RUN, exercises=around(), run=RunDose(run_min=20))
    before = guided_steps([session], AroundRun.BEFORE)
    assert [(step.exercise, step.part) for step in before] == [("bird_dog", SessionPart.WARM_UP)]


def test_two_runs_on_one_day_are_warmed_up_for_once() -> None:
    session = PlanSession(kind=SessionKind.RUN, exercises=around(), run=RunDose(run_min=20))
    assert len(guided_steps([session, session], AroundRun.BEFORE)) == 1


def test_without_a_run_nothing_comes_before_or_after_it() -> None:
    session = PlanSession(kind=SessionKind.STRENGTH, exercises=around())
    assert guided_steps([session], AroundRun.BEFORE) == ()
