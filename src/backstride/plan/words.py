"""A plan's sessions and doses in words, the same on paper, in the calendar and in a terminal."""

from __future__ import annotations

from datetime import date

from backstride.model.plan import ExerciseDose, PlanSession, RunDose, RunExtra, SessionKind, SessionPart

__all__ = [
    "EXTRA_WORDS",
    "KIND_WORDS",
    "PART_WORDS",
    "day_words",
    "dose_words",
    "run_words",
    "session_words",
    "span_words",
]

KIND_WORDS = {
    SessionKind.STRENGTH: "Strength",
    SessionKind.MOBILITY: "Gentle movement",
    SessionKind.WALK: "Walk",
    SessionKind.RUN: "Run",
    SessionKind.REST: "Rest",
}
PART_WORDS = {SessionPart.WARM_UP: "to begin", SessionPart.MAIN: "", SessionPart.COOL_DOWN: "to end"}

EXTRA_WORDS = {
    RunExtra.UPHILL: "gentle uphill parts, walk or jog down",
    RunExtra.STRIDES: "four strides of 15 to 20 seconds, quick and loose, with a minute of walking between",
    RunExtra.TEMPO: "a fifth of the run at a brisk but steady effort",
    RunExtra.DOWNHILL: "five minutes of gentle downhill, about 3 metres in a hundred",
}


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
        return f"{run.run_min:g} minutes, {how}"
    return f"{run.repeats} times {span_words(run.run_min)} of running and {span_words(run.walk_min)} of walking, {how}"


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
    """
    if dose.minutes is not None:
        text = f"{dose.minutes:g} minutes" + (f", {dose.sets} times" if dose.sets > 1 else "")
    else:
        hold = f", each held {dose.hold_s:g} seconds" if dose.hold_s else ""
        side = " on each side" if dose.per_side else ""
        text = f"{dose.sets} x {dose.reps}{side}{hold}"
    load = "" if dose.load in ("", "body weight") else f", {dose.load}"
    return text + load + (f". {dose.note}" if dose.note else "")


def day_words(day: date) -> str:
    """Say a day.

    Examples
    --------
    >>> day_words(date(2026, 11, 24))
    'Tuesday 24 November'
    """
    return f"{day:%A} {day.day} {day:%B}"
