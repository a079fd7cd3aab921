"""A plan's sessions and doses in words, the same on paper, in the calendar and in a terminal."""

from __future__ import annotations

from datetime import date

from backstride.model.plan import ExerciseDose, PlanSession, RunDose, RunExtra, SessionKind, SessionPart, Step

__all__ = [
    "EXTRA_WORDS",
    "GRADE_WORDS",
    "KIND_WORDS",
    "PART_WORDS",
    "day_words",
    "dose_words",
    "evidence_words",
    "run_words",
    "session_words",
    "span_words",
    "times_words",
]

KIND_WORDS = {
    SessionKind.STRENGTH: "Strength",
    SessionKind.MOBILITY: "Gentle movement",
    SessionKind.WALK: "Walk",
    SessionKind.RUN: "Run",
    SessionKind.REST: "Rest",
}
PART_WORDS = {SessionPart.WARM_UP: "to begin", SessionPart.MAIN: "", SessionPart.COOL_DOWN: "to end"}

GRADE_WORDS = {
    "A": "several good trials agree",
    "B": "some good trials",
    "C": "few, small or indirect studies",
    "D": "weak or indirect studies",
    "expert": "a judgement; we know no study",
}
"""What each grade of evidence means; a step without a grade has no words."""

EXTRA_WORDS = {
    RunExtra.UPHILL: "gentle uphill parts, walk or jog down",
    RunExtra.STRIDES: "four strides of 15 to 20 seconds, quick and loose, with a minute of walking between",
    RunExtra.TEMPO: "a fifth of the run at a brisk but steady effort",
    RunExtra.DOWNHILL: "five minutes of gentle downhill, about 3 metres in a hundred",
}


def evidence_words(step: Step) -> str:
    """Say how good the evidence for a step is; empty where nothing was graded.

    Examples
    --------
    >>> from backstride.model.identifiers import AdviceId
    >>> evidence_words(Step(id=AdviceId("heat"), text="Keep it warm.", grade="C"))
    'Evidence: grade C, few, small or indirect studies.'
    """
    if step.grade not in GRADE_WORDS:
        return ""
    name = "" if step.grade == "expert" else f"grade {step.grade}, "
    return f"Evidence: {name}{GRADE_WORDS[step.grade]}."


def session_words(session: PlanSession) -> str:
    """Say what a session is, without its exercises.

    Examples
    --------
    >>> session_words(PlanSession(kind=SessionKind.RUN, run=RunDose(run_min=20)))
    'Run, 20 minutes, easy, flat'
    """
    kind = KIND_WORDS[session.kind]
    if session.run is not None:
        return f"{kind}, {run_words(session.run)}"
    minutes = sum(dose.minutes or 0.0 for dose in session.exercises)
    return f"{kind}, {span_words(minutes)}" if session.kind is SessionKind.WALK and minutes else kind


def run_words(run: RunDose) -> str:
    """Say how long to run, and how.

    Examples
    --------
    >>> run_words(RunDose(run_min=1.5, walk_min=2, repeats=6))
    '6 times 1 minute 30 seconds of running and 2 minutes of walking, easy, flat'
    """
    way = f", at most {run.at_most_km:g} km" if run.at_most_km else ""
    beat = ""
    if run.cadence_steps_per_min is not None:
        beat = ", at {:.0f} to {:.0f} steps a minute".format(*run.cadence_steps_per_min)
    extra = f", with {EXTRA_WORDS[run.extra]}" if run.extra else ""
    how = f"{run.intensity}, {run.terrain}{way}{beat}{extra}"
    if not run.walk_min:
        return f"{span_words(run.run_min)}, {how}"
    turn = f"{span_words(run.run_min)} of running and {span_words(run.walk_min)} of walking"
    return f"{times_words(run.repeats)} {turn}, {how}"


def span_words(minutes: float) -> str:
    """Say a length of time.

    Examples
    --------
    >>> span_words(1.0), span_words(0.5)
    ('1 minute', '30 seconds')
    """
    whole, rest = divmod(round(60 * minutes), 60)
    words = [f"{whole} minute" + ("s" if whole > 1 else "")] if whole else []
    return " ".join([*words, f"{rest} seconds"] if rest or not whole else words)


def dose_words(dose: ExerciseDose) -> str:
    """Say how much of an exercise to do.

    Examples
    --------
    >>> from backstride.model.identifiers import ExerciseId
    >>> dose_words(ExerciseDose(id=ExerciseId("plank"), sets=3, reps=5, hold_s=10, load="body weight"))
    '3 x 5, each held 10 seconds'
    >>> dose_words(ExerciseDose(id=ExerciseId("brace"), sets=2, reps=1, hold_s=30, per_side=True))
    'twice on each side, held 30 seconds'
    """
    side = " on each side" if dose.per_side else ""
    if dose.minutes is not None:
        text = span_words(dose.minutes) + (f", {times_words(dose.sets)}" if dose.sets > 1 else "")
    elif dose.distance_m is not None:
        text = f"{dose.sets} x " * (dose.sets > 1) + f"{dose.distance_m:g} metres{side}"
    else:
        text = _repeats(dose, side)
    load = "" if dose.load in ("", "body weight") else f", {dose.load}"
    return text + load + (f". {dose.note}" if dose.note else "")


def _repeats(dose: ExerciseDose, side: str) -> str:
    if dose.reps == 1:
        hold = f", held {dose.hold_s:g} seconds" if dose.hold_s else ""
        return f"{times_words(dose.sets)}{side}{hold}"
    hold = f", each held {dose.hold_s:g} seconds" if dose.hold_s else ""
    count = times_words(dose.reps or 0) if dose.sets == 1 else f"{dose.sets} x {dose.reps}"
    return f"{count}{side}{hold}"


def times_words(number: int) -> str:
    """Say how often.

    Examples
    --------
    >>> times_words(1), times_words(2), times_words(8)
    ('once', 'twice', '8 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def day_words(day: date) -> str:
    """Say a day.

    Examples
    --------
    >>> day_words(date(2026, 11, 24))
    'Tuesday 24 November'
    """
    return f"{day:%A} {day.day} {day:%B}"
