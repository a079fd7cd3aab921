"""Which exercises a runner may do, and how much of each.

An exercise is out when one of its demands is forbidden by a finding or a suspected cause, when it lands on the feet and
the runner has no leave to run or a bone may be under strain, or when the things for it are not at hand. What a demand
only asks to be gentle with is held to the smallest dose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backstride.knowledge.base import Knowledge
from backstride.knowledge.exercise import Demand, Exercise, ExerciseRegion, StageDose
from backstride.knowledge.expression import evaluate
from backstride.model.finding import Finding
from backstride.model.identifiers import ExerciseId, FindingId
from backstride.model.plan import ExerciseDose, SessionPart, Stage
from backstride.model.preferences import Preferences
from backstride.model.ranking import Ranking
from backstride.model.verdict import Permission
from backstride.plan.limits import Limits
from backstride.plan.told import is_told

__all__ = ["ExerciseChoice", "WALKING", "dose_of", "forbidden_demands"]

WALKING = ExerciseId("progressive_walking")
"""The exercise that every walk of a plan is."""
LANDING = frozenset({"impact", "running_drill"})
WEIGHT_BEARING = frozenset({"standing_load", "one_leg_load", "heavy_load"})
_LONG_HOLD_S, _LONG_HOLD_STEP_S = 10, 5
_GENTLE = "Only as far and as long as it is comfortable."
_LEFT_OUT = "You left it out because it hurt."
_BONE = "You land on your feet here, and a bone may be under strain."
_NO_RUNNING = "You land on your feet here. That comes back with running, not before."
_JUMPS_LATER = "Jumps come later, when running goes well and the readiness moves are free of pain."
_NO_LOAD = "For now your legs should not carry more than they must."
_SEEN_FIRST = "Someone has to look at you first."
_OTHER_TROUBLE = "It is made for a kind of back trouble that your answers do not show."
_PLACES = {
    "pain_neck": "neck",
    "pain_upper_back": "upper_back",
    "pain_mid_back": "mid_back",
    "pain_low_back": "low_back",
    "pain_ribs": "ribs_flank",
    "pain_flank": "ribs_flank",
    "pain_buttock": "buttock",
}


def forbidden_demands(
    facts: Mapping[FindingId, Finding], ranking: Ranking, knowledge: Knowledge
) -> Mapping[str, Demand]:
    """Give every demand that a finding or a suspected cause forbids, by its id."""
    chances = {str(cause.id): cause.probability for cause in ranking.causes}
    return {
        demand.id: demand
        for demand in knowledge.demands.values()
        if (demand.avoid_when is not None and evaluate(demand.avoid_when, facts).truth is True)
        or any(chances.get(suspected.id, 0.0) >= suspected.at_least for suspected in demand.avoid_with)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseChoice:
    """What one runner may be given.

    Parameters
    ----------
    forbidden
        Demands that are out, by id.
    places
        Regions that hurt; exercises that suit them come first.
    plyometric
        Whether jumps have been earned.
    """

    knowledge: Knowledge
    facts: Mapping[FindingId, Finding]
    limits: Limits
    preferences: Preferences
    forbidden: Mapping[str, Demand]
    places: frozenset[str]
    plyometric: bool = False

    @classmethod
    def of(
        cls,
        facts: Mapping[FindingId, Finding],
        ranking: Ranking,
        knowledge: Knowledge,
        *,
        limits: Limits,
        preferences: Preferences,
        plyometric: bool = False,
    ) -> ExerciseChoice:
        """Work out the choice for a case."""
        return cls(
            knowledge=knowledge,
            facts=facts,
            limits=limits,
            preferences=preferences,
            forbidden=forbidden_demands(facts, ranking, knowledge),
            places=frozenset(region for finding, region in _PLACES.items() if is_told(facts, finding)),
            plyometric=plyometric,
        )

    def allows(self, exercise: Exercise) -> bool:
        """Say whether nothing speaks against an exercise, equipment aside."""
        return next(iter(self.against(exercise)), None) is None

    def against(self, exercise: Exercise) -> Iterator[str]:
        """Give what speaks against an exercise for this runner, in words; equipment aside."""
        if exercise.id in self.preferences.leave_out:
            yield _LEFT_OUT
        yield from (self.forbidden[name].why for name in exercise.never if name in self.forbidden)
        jumps = exercise.region is ExerciseRegion.PLYOMETRIC
        demands = set(exercise.never)
        if jumps or demands & LANDING:
            if self.limits.bone_stress_suspected:
                yield _BONE
            elif self.limits.permission < Permission.MODIFIED_RUNNING:
                yield _NO_RUNNING
        if jumps and not self.plyometric:
            yield _JUMPS_LATER
        if self.limits.permission <= Permission.NO_IMPACT and demands & WEIGHT_BEARING:
            yield _NO_LOAD
        if self.limits.permission <= Permission.NONE:
            yield _SEEN_FIRST
        if exercise.only_when is not None and evaluate(exercise.only_when, self.facts).truth is not True:
            yield _OTHER_TROUBLE

    def candidates(self, region: ExerciseRegion, stage: Stage) -> tuple[Exercise, ...]:
        """List what a plan may choose from a region at a stage, best first: an easier one for what was left out."""
        fitting = [
            exercise
            for exercise in self.knowledge.exercises.values()
            if exercise.region is region
            and exercise.chosen
            and stage in exercise.dose
            and set(exercise.equipment) <= set(self.preferences.equipment)
            and self.allows(exercise)
        ]
        return tuple(
            sorted(fitting, key=lambda one: (not self._replaces(one), not self._suits(one), one.order, one.id))
        )

    def _suits(self, exercise: Exercise) -> bool:
        return bool(self.places & {str(region) for region in exercise.suits})

    def _replaces(self, exercise: Exercise) -> bool:
        known = self.knowledge.exercises
        return any(exercise.id in known[name].easier for name in self.preferences.leave_out if name in known)

    def is_gentle(self, exercise: Exercise) -> bool:
        """Say whether an exercise is held to its smallest dose."""
        return bool(set(exercise.gentle) & set(self.forbidden))

    def dose(
        self, exercise: Exercise, stage: Stage, share: float, part: SessionPart = SessionPart.MAIN
    ) -> ExerciseDose:
        """Give an exercise's dose; ``share`` from 0 to 1 goes from the least to the most of the stage."""
        gentle = self.is_gentle(exercise)
        return dose_of(exercise, stage, 0.0 if gentle else share, part=part, note=_GENTLE if gentle else "")

    def walk(self, minutes: float, part: SessionPart = SessionPart.MAIN, note: str = "") -> ExerciseDose | None:
        """Give a walk of so many minutes; None where walking was left out, or is not permitted or not known."""
        walking = self.knowledge.exercises.get(WALKING)
        if walking is None or not self.allows(walking):
            return None
        return ExerciseDose(id=WALKING, sets=1, minutes=minutes, load=walking.load, part=part, note=note)

    def held_back(self) -> Iterable[Demand]:
        """Give the forbidden demands that keep at least one exercise out."""
        made = {name for exercise in self.knowledge.exercises.values() for name in exercise.never}
        return (demand for name, demand in self.forbidden.items() if name in made)


def dose_of(
    exercise: Exercise, stage: Stage, share: float, *, part: SessionPart = SessionPart.MAIN, note: str = ""
) -> ExerciseDose:
    """Choose a dose inside the range of a stage.

    Raises
    ------
    KeyError
        If the exercise has no dose at that stage.
    """
    dose: StageDose = exercise.dose[stage]
    reps = None if dose.reps is None else _between(dose.reps, share)
    return ExerciseDose(
        id=ExerciseId(exercise.id),
        sets=_between(dose.sets, share),
        reps=reps,
        hold_s=None if dose.hold_s is None else _hold_s(dose.hold_s, share),
        load=exercise.load,
        minutes=None if dose.minutes is None else float(_between(dose.minutes, share)),
        distance_m=None if dose.distance_m is None else float(_between(dose.distance_m, share)),
        rest_s=None if dose.rest_s is None else dose.rest_s[0],
        per_side=exercise.per_side,
        part=part,
        note=note,
    )


def _hold_s(limits: tuple[float, float], share: float) -> float:
    """Give seconds a person can count: long holds in steps of five."""
    seconds = _between(limits, share)
    return max(limits[0], float(seconds - seconds % _LONG_HOLD_STEP_S if seconds > _LONG_HOLD_S else seconds))


def _between(limits: tuple[float, float], share: float) -> int:
    low, high = limits
    return int(low + share * (high - low))
