"""The exercises on the page: a shelf of cards to browse, and one exercise with all that is known about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from backstride.figures import exercise_figure
from backstride.knowledge.base import Knowledge
from backstride.knowledge.exercise import Exercise, ExerciseRegion
from backstride.model.preferences import Equipment
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.web.drawing import drawing
from backstride.web.exercise_words import (
    EQUIPMENT_WORDS,
    GRADE_WORDS,
    REGION_WORDS,
    STAGE_WORDS,
    stage_dose_words,
)

__all__ = ["NOTHING", "ExerciseCard", "ExerciseView", "Shelf", "exercise_view", "found", "shelf", "still_of"]

NOTHING = "nothing"
"""The choice of equipment that asks for exercises without any."""
_A_PAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseCard:
    """One exercise in a list; ``against`` says why it is not for this runner now."""

    id: str
    name: str
    trains: str
    region: str
    things: str
    figure: Markup | None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One page of the exercises that were found.

    Parameters
    ----------
    number, count
        This page, from 1, and how many there are.
    total
        How many exercises were found.
    """

    cards: tuple[ExerciseCard, ...]
    number: int
    count: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseView:
    """One exercise as its page shows it.

    Parameters
    ----------
    doses
        Stage and dose, in the order of the stages.
    leave_out, gentle
        The reasons of its demands: who should leave it out, who should go gently.
    """

    card: ExerciseCard
    position: str
    cues: tuple[str, ...]
    caution: str
    also: str
    doses: tuple[tuple[str, str], ...]
    per_side: bool
    easier: tuple[ExerciseCard, ...]
    harder: tuple[ExerciseCard, ...]
    leave_out: tuple[str, ...]
    gentle: tuple[str, ...]
    grade: str
    verified: bool
    sources: tuple[str, ...]


def still_of(exercise: Exercise) -> Markup | None:
    """Give the still picture of an exercise, or None where there is none."""
    svg = exercise_figure(exercise.figure, animated=False)
    return None if svg is None else drawing(svg)


def found(
    exercises: Iterable[Exercise], *, words: str = "", region: ExerciseRegion | None = None, thing: str = ""
) -> tuple[Exercise, ...]:
    """Find exercises by words, region and thing needed, in the order of the page.

    Parameters
    ----------
    words
        All of them must be in the name, another name, or what it trains.
    thing
        An `Equipment` value, `NOTHING` for exercises without any, or empty for all.
    """
    wanted = words.casefold().split()
    regions = list(REGION_WORDS)
    return tuple(
        sorted(
            (
                one
                for one in exercises
                if (region is None or one.region is region)
                and (not thing or (not one.equipment if thing == NOTHING else thing in one.equipment))
                and all(word in _text(one) for word in wanted)
            ),
            key=lambda one: (regions.index(one.region), one.order, one.id),
        )
    )


def _text(exercise: Exercise) -> str:
    return " ".join((exercise.name, *exercise.aliases, exercise.trains)).casefold()


def shelf(exercises: Sequence[Exercise], number: int, choice: ExerciseChoice | None) -> Shelf:
    """Lay out one page; a number beyond the end gives the last page."""
    count = max(1, -(-len(exercises) // _A_PAGE))
    number = min(max(number, 1), count)
    shown = exercises[(number - 1) * _A_PAGE : number * _A_PAGE]
    return Shelf(cards=tuple(_card(one, choice) for one in shown), number=number, count=count, total=len(exercises))


def _card(exercise: Exercise, choice: ExerciseChoice | None) -> ExerciseCard:
    return ExerciseCard(
        id=exercise.id,
        name=exercise.name,
        trains=exercise.trains,
        region=REGION_WORDS[exercise.region],
        things=", ".join(EQUIPMENT_WORDS[Equipment(one)] for one in exercise.equipment),
        figure=still_of(exercise),
        against=() if choice is None else tuple(dict.fromkeys(choice.against(exercise))),
    )


def exercise_view(exercise: Exercise, knowledge: Knowledge, choice: ExerciseChoice | None) -> ExerciseView:
    """Give all that is known about one exercise."""
    others = knowledge.exercises
    return ExerciseView(
        card=_card(exercise, choice),
        position=exercise.position,
        cues=exercise.cues,
        caution=exercise.caution,
        also=", ".join(exercise.aliases),
        doses=tuple(
            (STAGE_WORDS[stage], stage_dose_words(exercise.dose[stage]))
            for stage in STAGE_WORDS
            if stage in exercise.dose
        ),
        per_side=exercise.per_side,
        easier=tuple(_card(others[name], choice) for name in exercise.easier if name in others),
        harder=tuple(_card(others[name], choice) for name in exercise.harder if name in others),
        leave_out=_demands(exercise.never, knowledge),
        gentle=_demands(exercise.gentle, knowledge),
        grade=GRADE_WORDS[exercise.grade],
        verified=exercise.verified,
        sources=tuple(knowledge.sources[name].cite for name in exercise.source if name in knowledge.sources),
    )


def _demands(names: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.demands[name].why for name in names)
