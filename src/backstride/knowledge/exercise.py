"""The shape of an exercise and of a demand: what it asks of the body, and who should not be asked for it.

A demand ("lands on the feet", "bends the back backwards") is written once, with the findings and suspected causes
that forbid it; an exercise names its demands. So one reviewed line about a rib guards every exercise that loads a rib.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from backstride.knowledge.expression import Expression
from backstride.knowledge.schema import Grade, Id, Probability, Region, Text
from backstride.model.plan import Stage
from backstride.model.preferences import Equipment

__all__ = ["Demand", "Exercise", "ExerciseRegion", "StageDose", "SuspectedCause"]

Range = tuple[Annotated[float, Meta(ge=0.0)], Annotated[float, Meta(ge=0.0)]]


class ExerciseRegion(StrEnum):
    """What an exercise is for."""

    TRUNK = "trunk"
    LEG = "leg"
    UPPER_BODY = "upper_body"
    MOBILITY = "mobility"
    WARM_UP = "warm_up"
    COOL_DOWN = "cool_down"
    PLYOMETRIC = "plyometric"
    AEROBIC = "aerobic"


class SuspectedCause(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A cause that forbids a demand from this probability on."""

    id: Id
    at_least: Probability = 0.1


class Demand(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something exercises ask of the body.

    ``avoid_when`` is an expression over findings and signs; ``avoid_with`` lists suspected causes; either is enough.
    ``why`` tells the runner.
    """

    id: Id
    name: Text
    why: Text
    avoid_when: Expression | None = None
    avoid_with: tuple[SuspectedCause, ...] = ()
    source: Annotated[tuple[Id, ...], Meta(min_length=1)]
    grade: Grade
    verified: bool = False
    note: str = ""


class StageDose(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much of an exercise at one stage; each range is from least to most.

    A set is counted in repeats, in minutes or, for a drill, in metres.
    """

    sets: Range
    reps: Range | None = None
    hold_s: Range | None = None
    minutes: Range | None = None
    distance_m: Range | None = None
    times_per_week: Range | None = None
    rest_s: Range | None = None
    effort_at_most_0_to_10: Annotated[float, Meta(ge=0.0, le=10.0)] | None = None
    note: str = ""


class Exercise(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One exercise.

    Parameters
    ----------
    table
        Rows of the evidence table it is from.
    figure
        Id of its drawing; empty where there is none.
    order
        The lower, the sooner it is chosen among exercises of its region.
    suits
        Regions of pain for which it is chosen first.
    never
        Demands that forbid it; ``gentle``: demands that hold it to the smallest dose and range.
    only_when
        Needed for it to be chosen at all.
    chosen
        Whether a plan may choose it by itself; otherwise it is there to browse and to choose by hand.
    """

    id: Id
    name: Text
    aliases: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    figure: str = ""
    region: ExerciseRegion
    trains: Text
    position: Text
    equipment: tuple[Equipment, ...] = ()
    load: Text = "body weight"
    cues: Annotated[tuple[Text, ...], Meta(min_length=2)]
    caution: str = ""
    per_side: bool = False
    order: int = 100
    suits: tuple[Region, ...] = ()
    chosen: bool = True
    only_when: Expression | None = None
    never: tuple[Id, ...] = ()
    gentle: tuple[Id, ...] = ()
    dose: dict[Stage, StageDose]
    easier: tuple[Id, ...] = ()
    harder: tuple[Id, ...] = ()
    source: Annotated[tuple[Id, ...], Meta(min_length=1)]
    grade: Grade
    verified: bool = False
    note: str = ""
