"""What cannot be is refused where it is said, with the field and the value named; what just can be is taken."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from math import inf, nan

import numpy as np
import pytest

from backstride.model import (
    KEYPOINT_NAMES,
    Activity,
    ActivitySource,
    Answer,
    AnswerState,
    Case,
    CauseKind,
    CheckIn,
    Clearance,
    Confidence,
    Finding,
    FormMeasure,
    Item,
    KeypointTrack,
    Level,
    LoggedSession,
    OwnActivity,
    PainPlace,
    Permission,
    PlanChoice,
    PlanChoiceKind,
    Preferences,
    Question,
    QuestionReason,
    QuestionType,
    Race,
    RankedCause,
    Runner,
    Sport,
    Verdict,
)
from backstride.model.errors import CaseError
from backstride.model.form import StrideCurve
from backstride.model.identifiers import ActivityId, CauseId, FindingId, QuestionId

DAY = date(2026, 5, 3)
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
NUMB = FindingId("leg_numbness")
AT_REST = AnswerState.PRESENT


run = partial(
    Activity,
    id=ActivityId("x-0"),
    file="a.fit",
    sport=Sport.RUNNING,
    source=ActivitySource.FIT,
    start=NOON,
    local_date=DAY,
)


def ranked(probability: float, interval: tuple[float, float]) -> RankedCause:
    return RankedCause(
        id=CauseId("strain"), name="strain", kind=CauseKind.DIAGNOSIS, probability=probability, interval90=interval
    )


def asked(*items: Item) -> Question:
    return Question(
        id=QuestionId("q"), text="?", why="", type=QuestionType.SINGLE, items=items, reason=QuestionReason.BASICS
    )


def verdict(level: Level, at_most: Level) -> Verdict:
    return Verdict(level=level, at_most=at_most, permission=Permission.NONE)


def track(frames: int, *, time_s: tuple[float, ...]) -> KeypointTrack:
    points = len(KEYPOINT_NAMES)
    return KeypointTrack(
        time_s=np.array(time_s), points_px=np.zeros((frames, points, 2)), score=np.ones((frames, points)),
        width_px=64, height_px=48,
    )  # fmt: skip


IMPOSSIBLE: list[tuple[Callable[[], object], str]] = [
    (lambda: run(distance_m=-1.0), "distance_m is -1.0"),
    (lambda: run(timer_s=nan), "timer_s is nan"),
    (lambda: run(elapsed_s=inf), "elapsed_s is inf"),
    (lambda: run(start=NAIVE), "start needs a time zone"),
    (lambda: run(effort_0_to_10=10.5), "effort_0_to_10 is 10.5, not 0 to 10"),
    (lambda: LoggedSession(date=DAY), "needs minutes or a distance"),
    (lambda: LoggedSession(date=DAY, minutes=-5), "minutes is -5"),
    (lambda: LoggedSession(date=DAY, minutes=30, effort_0_to_10=99), "effort_0_to_10 is 99, not 0 to 10"),
    (lambda: Answer(finding=NUMB, state=AT_REST, value=3.0), "goes with the state 'value'"),
    (lambda: Answer(finding=NUMB, state=AnswerState.VALUE), "goes with the state 'value'"),
    (lambda: Answer.number(NUMB, nan), "must be finite"),
    (lambda: Answer.of(NUMB, state=AT_REST, at=NAIVE), "needs a time zone"),
    (lambda: Finding(id=NUMB, state=AnswerState.VALUE), "goes with the state 'value'"),
    (lambda: Finding(id=NUMB, state=AT_REST, certainty=0.5), "certainty 0.5"),
    (lambda: Finding(id=NUMB, state=AT_REST, certainty=nan), "certainty nan"),
    (lambda: Case(answers={FindingId("fever"): Answer.of(NUMB, state=AT_REST)}), "is filed under fever"),
    (lambda: Case(now=NAIVE), "now needs a time zone"),
    (lambda: OwnActivity(name=" ", ability_0_to_10=5), "needs a name"),
    (lambda: OwnActivity(name="Lift", ability_0_to_10=nan), "Lift: ability_0_to_10 is nan, not 0 to 10"),
    (lambda: CheckIn(day=DAY, pain_worst_0_to_10=11), "pain_worst_0_to_10 is 11, not 0 to 10"),
    (lambda: CheckIn(day=DAY, pain_now_0_to_10=nan), "pain_now_0_to_10 is nan"),
    (lambda: CheckIn(day=DAY, sleep_h=25), "sleep_h is 25, not 0 to 24"),
    (lambda: CheckIn(day=DAY, run_minutes=-1), "run_minutes is -1"),
    (lambda: CheckIn(day=DAY, run_minutes=1440.5), "run_minutes is 1440.5, not 0 to 1440"),
    (lambda: CheckIn(day=DAY, walk_minutes=1440.5), "walk_minutes is 1440.5"),
    (lambda: CheckIn(day=DAY, stiffness_min=1440.5), "stiffness_min is 1440.5"),
    (lambda: CheckIn(day=DAY, run_limited_days=8), "run_limited_days is 8, not 0 to 7"),
    (lambda: CheckIn(day=DAY, cycle_day=100), "cycle_day is 100, not 1 to 99"),
    (lambda: CheckIn(day=DAY, cycle_day=0), "cycle_day is 0"),
    (lambda: CheckIn(day=DAY, own_activities=(OwnActivity(name="Lift", ability_0_to_10=1),) * 4), "at most 3"),
    (lambda: Clearance(by=" ", given_on=DAY, scope=Permission.FULL, until=DAY), "needs the name"),
    (
        lambda: Clearance(by="Dr Sole", given_on=DAY, scope=Permission.FULL, until=date(2026, 5, 2)),
        "cannot end before it began",
    ),
    (
        lambda: PainPlace(place="low_back_left", strength_0_to_10=11),
        "low_back_left: strength_0_to_10 is 11, not 0 to 10",
    ),
    (lambda: PlanChoice(kind=PlanChoiceKind.BEGIN_AGAIN, day=DAY, pain_0_to_10=nan), "pain_0_to_10 is nan"),
    (lambda: PlanChoice(kind=PlanChoiceKind.BEGIN_AGAIN, day=DAY, pain_0_to_10=-1), "pain_0_to_10 is -1"),
    (lambda: Race(day=DAY, distance_km=nan), "distance_km is nan"),
    (lambda: Preferences(minutes_per_session=5), "minutes_per_session is 5, not 10 to 90"),
    (lambda: Preferences(running_days=(1, 1)), "are not different weekdays"),
    (lambda: Preferences(running_days=(7,)), "are not different weekdays"),
    (asked, "at least one item"),
    (lambda: ranked(1.1, (0.0, 1.0)), "is not a probability"),
    (lambda: ranked(0.5, (0.7, 0.4)), "is not a probability"),
    (lambda: ranked(0.5, (0.4, 1.1)), "is not a probability"),
    (lambda: ranked(0.5, (-0.1, 0.6)), "is not a probability"),
    (lambda: verdict(Level.SAME_DAY, Level.SELF_CARE), "at_most self_care is below level same_day"),
    (lambda: FormMeasure(value=None), "needs a reason"),
    (lambda: FormMeasure(value=170.0), "goes with a missing value"),
    (lambda: FormMeasure(value=None, reason="dark", confidence=Confidence.LOW), "goes with a missing value"),
    (lambda: StrideCurve(name="knee_bend_deg", mean=(1.0, 2.0), strides=((1.0,),)), "every stride needs 2 values"),
    (lambda: track(2, time_s=(0.0,)), "1 frames need points"),
    (lambda: track(2, time_s=(0.1, 0.1)), "times must rise"),
]


@pytest.mark.parametrize(("make", "words"), IMPOSSIBLE, ids=[words for _, words in IMPOSSIBLE])
def test_what_cannot_be_is_refused_and_named(make: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        make()


@pytest.mark.parametrize(
    ("make", "where"),
    [
        (lambda: Runner(age_years=111), "runner.age_years"),
        (lambda: Runner(age_years=-1), "runner.age_years"),
        (lambda: Runner(height_cm=nan), "runner.height_cm"),
        (lambda: Runner(height_cm=79.9), "runner.height_cm"),
        (lambda: Runner(height_cm=250.1), "runner.height_cm"),
        (lambda: Runner(country="GBR"), "runner.country"),
        (lambda: Runner(country="44"), "runner.country"),
        (lambda: Runner(time_zone="Mars/Olympus"), "runner.time_zone"),
        (lambda: Runner(time_zone="../etc/passwd"), "runner.time_zone"),
        (lambda: Runner(time_zone=""), "runner.time_zone"),
    ],
)
def test_an_impossible_runner_is_told_which_field_and_what_to_give(make: Callable[[], Runner], where: str) -> None:
    with pytest.raises(CaseError) as refused:
        make()
    assert refused.value.where == where
    assert refused.value.advice.startswith("give ")


def test_the_ends_of_every_scale_are_possible() -> None:
    assert Runner(age_years=0, height_cm=80).age_years == 0
    assert Runner(age_years=110, height_cm=250).height_cm == 250
    assert PainPlace(place="low_back_left", strength_0_to_10=0).strength_0_to_10 == 0
    assert PainPlace(place="low_back_left", strength_0_to_10=10).strength_0_to_10 == 10
    assert CheckIn(day=DAY, pain_now_0_to_10=0, sleep_h=24, cycle_day=99).sleep_h == 24
    assert LoggedSession(date=DAY, distance_km=0, effort_0_to_10=10).effort_0_to_10 == 10
    assert Clearance(by="Dr Sole", given_on=DAY, scope=Permission.FULL, until=DAY).covers(DAY)
    assert ranked(1.0, (0.0, 1.0)).probability == 1.0
    assert ranked(0.5, (0.5, 0.5)).interval90 == (0.5, 0.5)
    assert CheckIn(day=DAY, run_minutes=1440, run_limited_days=7, cycle_day=1).cycle_day == 1
    assert Finding(id=NUMB, state=AT_REST, certainty=1.0).certainty == 1.0
    assert StrideCurve(name="knee_bend_deg", mean=(1.0,), strides=((1.0,), (2.0,))).toe_off_share is None
    assert asked(Item(id=NUMB, text="Numb?")).gain_bits == 0.0
