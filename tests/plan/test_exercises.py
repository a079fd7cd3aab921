"""The exercises: every one of the evidence table and of runners' articles, guarded wherever the table says so."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from backstride.figures import figure_ids
from backstride.knowledge.base import Knowledge
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Permission, Preferences
from backstride.plan.exercise_choice import ExerciseChoice
from backstride.plan.limits import Limits
from tests.plan.made_cases import facts_of, ranking_of

NAMED_IN_ARTICLES = (
    "superman", "bird dog", "renegade row", "lat pull-down", "back extension on a ball", "plank", "bridge", "bracing",
    "shoulder extension", "neck side stretch", "arm circles", "chair squat", "leg swings", "high knees", "butt kicks",
    "side shuffle", "skipping rope", "lunge", "forward bend", "hip-flexor stretch", "hamstring stretch", "foam rolling",
    "yoga", "pilates", "swimming", "walking", "cat-cow", "child pose", "dead bug", "side plank", "calf raise",
)  # fmt: skip
TABLE_WORDS = {
    "extension_intolerant": {"pain_worse_leaning_back": True},
    "flexion_intolerant": {"pain_worse_bending_forward": True},
    "radiculopathy": {"leg_nerve_pain": True, "leg_numbness": True},
    "pregnancy": {"pregnant": True, "pregnant_over_20_weeks": True},
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def choice_for(knowledge: Knowledge, *, suspected: dict[str, float] | None = None, **facts: object) -> ExerciseChoice:
    return ExerciseChoice.of(
        facts_of(knowledge, **facts),
        ranking_of(knowledge, **(suspected or {})),
        knowledge,
        limits=Limits(permission=Permission.FULL),
        preferences=Preferences(),
        plyometric=True,
    )


def test_there_are_at_least_75(knowledge: Knowledge) -> None:
    assert len(knowledge.exercises) >= 75


@pytest.mark.parametrize("name", NAMED_IN_ARTICLES)
def test_what_articles_name_is_there(knowledge: Knowledge, name: str) -> None:
    words = [" ".join((one.name, *one.aliases)).lower() for one in knowledge.exercises.values()]
    assert any(name.lower() in text for text in words)


def test_every_row_of_the_table_is_there(knowledge: Knowledge, shared: Path) -> None:
    table = yaml.safe_load((shared / "evidence/sport/exercises.yaml").read_text())["exercises"]
    assert {row["id"] for row in table} == {name for one in knowledge.exercises.values() for name in one.table}


@pytest.mark.parametrize("condition", [*TABLE_WORDS, "bone_stress"])
def test_what_the_table_forbids_is_never_allowed(knowledge: Knowledge, shared: Path, condition: str) -> None:
    table = yaml.safe_load((shared / "evidence/sport/exercises.yaml").read_text())["exercises"]
    suspected = {"vertebral_stress_fracture": 0.3, "sacral_stress_fracture": 0.3} if condition == "bone_stress" else {}
    choice = choice_for(knowledge, suspected=suspected, **TABLE_WORDS.get(condition, {}))
    for row in table:
        rows = [one for one in knowledge.exercises.values() if row["id"] in one.table]
        flag = row["contraindication"][condition]
        if flag == "avoid":
            assert not any(choice.allows(one) for one in rows), row["name"]
        if flag == "modify" and condition != "pregnancy":
            assert all(not choice.allows(one) or choice.is_gentle(one) for one in rows if one.chosen), row["name"]


def test_a_hurt_rib_guards_what_pulls_on_ribs_and_leaves_legs_alone(knowledge: Knowledge) -> None:
    choice = choice_for(knowledge, suspected={"rib_stress_fracture": 0.2})
    allowed = {name for name, one in knowledge.exercises.items() if choice.allows(one)}
    assert not allowed & {"lat_pulldown", "seated_row", "side_plank", "open_book", "roller_upper_back", "pogo_hops"}
    assert {"chair_squat", "glute_bridge", "step_up"} <= allowed


def test_a_pars_guards_what_bends_back_and_a_sacrum_what_stands_on_one_leg(knowledge: Knowledge) -> None:
    pars = choice_for(knowledge, suspected={"spondylolysis": 0.2})
    sacrum = choice_for(knowledge, suspected={"sacral_stress_fracture": 0.2})
    assert not pars.allows(knowledge.exercises["superman"])
    assert not pars.allows(knowledge.exercises["ball_back_extension"])
    assert not sacrum.allows(knowledge.exercises["single_leg_hop"])
    assert not sacrum.allows(knowledge.exercises["split_squat"])


def test_steps_to_easier_exercises_never_go_round_in_a_circle(knowledge: Knowledge) -> None:
    def easier_than(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, path
        for other in knowledge.exercises[name].easier:
            easier_than(other, (*path, name))

    for name in knowledge.exercises:
        easier_than(name, ())


def test_figures_that_are_named_are_drawn(knowledge: Knowledge) -> None:
    named = {one.figure for one in knowledge.exercises.values() if one.figure}
    assert named <= set(figure_ids())
    assert len(named) >= 67


def test_an_exercise_is_allowed_exactly_when_nothing_speaks_against_it(knowledge: Knowledge) -> None:
    for suspected in ({}, {"rib_stress_fracture": 0.5}, {"sacral_stress_fracture": 0.5}):
        choice = choice_for(knowledge, suspected=suspected)
        for exercise in knowledge.exercises.values():
            assert choice.allows(exercise) is not bool(list(choice.against(exercise)))


def test_what_speaks_against_an_exercise_is_told_in_whole_sentences(knowledge: Knowledge) -> None:
    choice = choice_for(knowledge, suspected={"rib_stress_fracture": 0.5}, pain_worse_leaning_back=True)
    reasons = {reason for exercise in knowledge.exercises.values() for reason in choice.against(exercise)}
    assert any("ribs" in reason for reason in reasons)
    assert any("backwards" in reason for reason in reasons)
    assert all(reason[0].isupper() and reason.endswith(".") for reason in reasons)


@pytest.mark.parametrize(
    ("limits", "exercise", "said"),
    [
        (Limits(permission=Permission.WALK_STRENGTH), "high_knees", "comes back with running"),
        (Limits(permission=Permission.FULL, bone_stress_suspected=True), "high_knees", "a bone may be under strain"),
        (Limits(permission=Permission.FULL), "pogo_hops", "Jumps come later"),
        (Limits(permission=Permission.NO_IMPACT), "split_squat", "should not carry more"),
        (Limits(permission=Permission.NONE), "bird_dog", "look at you first"),
    ],
)
def test_what_is_not_permitted_yet_is_told_with_its_reason(
    knowledge: Knowledge, limits: Limits, exercise: str, said: str
) -> None:
    choice = replace(choice_for(knowledge), limits=limits, plyometric=False)
    assert any(said in reason for reason in choice.against(knowledge.exercises[exercise]))
    earned = replace(choice, limits=Limits(permission=Permission.FULL), plyometric=True)
    assert earned.allows(knowledge.exercises[exercise])
