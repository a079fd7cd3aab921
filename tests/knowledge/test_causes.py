"""What a clinician would expect of the causes: complete, separable, honest, and right on textbook pictures."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from backstride.causes.inference import infer
from backstride.knowledge.base import Knowledge
from backstride.knowledge.example import fact_of
from backstride.knowledge.expression import AtLeast, Below
from backstride.knowledge.facts import with_signs
from backstride.knowledge.reading_grade import reading_grade
from backstride.knowledge.schema import Cause, FindingType, Frequency, Grade, Region
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from backstride.model.ranking import CauseKind
from backstride.model.verdict import Level, Permission
from backstride.triage import triage

COMMON_PER_100 = 1.0
PICTURES = yaml.safe_load((Path(__file__).parent / "textbook_pictures.yaml").read_text(encoding="utf-8"))
Written = bool | float | str
REGION_SITES = {
    Region.NECK: "pain_neck",
    Region.UPPER_BACK: "pain_upper_back",
    Region.MID_BACK: "pain_mid_back",
    Region.LOW_BACK: "pain_low_back",
    Region.RIBS_FLANK: "pain_ribs",
    Region.BUTTOCK: "pain_buttock",
}


def diagnoses(knowledge: Knowledge) -> list[Cause]:
    return [cause for cause in knowledge.causes.values() if cause.kind is CauseKind.DIAGNOSIS]


def share(frequency: Frequency, knowledge: Knowledge) -> float:
    if frequency.mean is not None:
        return frequency.mean
    assert frequency.freq is not None
    return knowledge.manifest.frequencies[frequency.freq].mean


def background(name: str, knowledge: Knowledge) -> float:
    record = knowledge.findings.get(name) or knowledge.signs[name]
    assert record.background is not None
    return share(record.background, knowledge)


def chance(cause: Cause, name: str, knowledge: Knowledge) -> float:
    """How often a runner with this cause alone has the finding."""
    brought = share(cause.shows[name], knowledge) if name in cause.shows else 0.0
    return 1 - (1 - background(name, knowledge)) * (1 - brought)


def ratio(one: float, other: float) -> float:
    return max(one / other, other / one)


def ranked(facts: Mapping[FindingId, Finding], knowledge: Knowledge, kind: CauseKind) -> list[str]:
    inference = infer(facts, knowledge)
    pairs = zip(inference.network.causes, inference.probability.tolist(), strict=True)
    ordered = sorted(pairs, key=lambda pair: -pair[1])
    return [name for name, _ in ordered if knowledge.causes[name].kind is kind]


def story(answers: Mapping[str, Written], knowledge: Knowledge) -> Mapping[FindingId, Finding]:
    """The facts of a story: what a person would have mentioned and did not is absent."""
    written: dict[str, Written] = {
        finding.id: False
        for finding in knowledge.findings.values()
        if finding.type is FindingType.YES_NO and finding.default_when_unmentioned
    }
    written |= answers
    return with_signs({FindingId(name): fact_of(name, value) for name, value in written.items()}, knowledge)


def usual_age(cause: Cause) -> float:
    """An age at which the cause is more usual than at others; 35 where age says nothing."""
    raised = [modifier.when for modifier in cause.modifiers if modifier.odds > 1]
    ages = [when.value + 1 for when in raised if isinstance(when, AtLeast) and when.finding == "age_years"]
    ages += [when.value - 1 for when in raised if isinstance(when, Below) and when.finding == "age_years"]
    return ages[0] if ages else 35


def own_picture(cause: Cause, knowledge: Knowledge) -> Mapping[FindingId, Finding]:
    """Everything the cause shows at least every second time, in its most usual region, and nothing else."""
    region = max(cause.prior, key=lambda place: cause.prior[place].per_100)
    answers: dict[str, Written] = {REGION_SITES[region]: True, "age_years": usual_age(cause)}
    if len(cause.sex) < 3:
        answers["sex"] = cause.sex[0].value
    facts = dict(story(answers, knowledge))
    for name, frequency in cause.shows.items():
        if share(frequency, knowledge) >= 0.45:
            facts[FindingId(name)] = Finding(id=FindingId(name), state=AnswerState.PRESENT)
    return facts


def test_there_are_at_least_seventy_five_diagnoses_and_thirty_contributors(knowledge: Knowledge) -> None:
    kinds = [cause.kind for cause in knowledge.causes.values()]
    assert kinds.count(CauseKind.DIAGNOSIS) >= 75
    assert kinds.count(CauseKind.CONTRIBUTOR) >= 30


@pytest.mark.parametrize("region", list(Region))
def test_the_diagnoses_of_a_region_add_up_to_about_a_hundred_runners(region: Region, knowledge: Knowledge) -> None:
    total = sum(cause.prior[region].per_100 for cause in diagnoses(knowledge) if region in cause.prior)
    assert 80 <= total <= 120


def test_every_common_pair_of_a_region_differs_in_a_finding_that_tells_them_apart(knowledge: Knowledge) -> None:
    for region in Region:
        common = [
            cause
            for cause in diagnoses(knowledge)
            if region in cause.prior and cause.prior[region].per_100 >= COMMON_PER_100
        ]
        for one, other in combinations(common, 2):
            best = max(
                max(
                    ratio(chance(one, name, knowledge), chance(other, name, knowledge)),
                    ratio(1 - chance(one, name, knowledge), 1 - chance(other, name, knowledge)),
                )
                for name in {*one.shows, *other.shows}
            )
            assert best >= 3, f"{one.id} and {other.id} in {region}: at best {best:.1f}"


def test_every_diagnosis_is_among_the_first_three_on_its_own_picture(knowledge: Knowledge) -> None:
    lost = [
        cause.id
        for cause in diagnoses(knowledge)
        if cause.id not in ranked(own_picture(cause, knowledge), knowledge, CauseKind.DIAGNOSIS)[:3]
    ]
    assert lost == []


def test_every_contributor_is_among_the_first_five_on_its_own_picture(knowledge: Knowledge) -> None:
    lost = [
        cause.id
        for cause in knowledge.causes.values()
        if cause.kind is CauseKind.CONTRIBUTOR
        and cause.id not in ranked(own_picture(cause, knowledge), knowledge, CauseKind.CONTRIBUTOR)[:5]
    ]
    assert lost == []


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_textbook_picture_puts_its_cause_among_the_first_two(name: str, knowledge: Knowledge) -> None:
    picture = PICTURES[name]
    facts = story(picture["answers"], knowledge)
    assert picture["cause"] in ranked(facts, knowledge, CauseKind.DIAGNOSIS)[:2]


def test_what_a_cause_shows_rises_well_above_its_background(knowledge: Knowledge) -> None:
    flat = [
        f"{cause.id}: {name}"
        for cause in knowledge.causes.values()
        for name in cause.shows
        if chance(cause, name, knowledge) < 1.1 * background(name, knowledge)
    ]
    assert flat == []


def test_no_emergency_allows_any_activity_and_no_self_care_cause_forbids_walking(knowledge: Knowledge) -> None:
    for cause in knowledge.causes.values():
        if cause.urgency is Level.EMERGENCY_NOW:
            assert cause.permission is Permission.NONE, cause.id
        if cause.urgency is Level.SELF_CARE and cause.permission is Permission.NONE:
            assert cause.id == "viral_myalgia", f"{cause.id}: only fever stops a self-care cause"


def test_every_urgent_cause_is_caught_by_a_rule_on_its_own_picture(knowledge: Knowledge) -> None:
    missed = []
    for cause in diagnoses(knowledge):
        if cause.urgency < Level.SAME_DAY:
            continue
        level = triage(own_picture(cause, knowledge), knowledge).level
        if level < cause.urgency:
            missed.append(f"{cause.id} is {cause.urgency}, its picture only {level}")
    assert missed == []


def test_muscle_strain_simple_pain_and_soreness_say_that_they_cannot_be_told_apart(knowledge: Knowledge) -> None:
    for name in ("nonspecific_low_back_pain", "nonspecific_thoracic_pain"):
        assert "cannot be told apart" in knowledge.causes[name].summary
    assert "no test that proves" in knowledge.causes["lumbar_muscle_strain"].summary


def test_only_numbers_seen_at_a_source_are_graded_high(knowledge: Knowledge) -> None:
    for cause in knowledge.causes.values():
        for number in (*cause.prior.values(), *cause.modifiers, *cause.shows.values()):
            if number.grade in (Grade.A, Grade.B):
                assert number.verified, cause.id
            if number.grade is Grade.EXPERT:
                assert not number.verified, cause.id


def test_every_text_about_a_cause_can_be_read_at_twelve(knowledge: Knowledge) -> None:
    hard = [
        f"{cause.id}: {text}"
        for cause in knowledge.causes.values()
        for text in (cause.summary, cause.outlook)
        if reading_grade(text) > 9
    ]
    assert hard == []


def test_every_advice_can_be_read_at_twelve(knowledge: Knowledge) -> None:
    hard = [f"{item.id}: {item.text}" for item in knowledge.advice.values() if reading_grade(item.text) > 9]
    assert hard == []


def test_every_cause_names_first_steps_and_every_first_step_is_named(knowledge: Knowledge) -> None:
    named = {step for cause in knowledge.causes.values() for step in cause.first_steps}
    assert all(cause.first_steps for cause in knowledge.causes.values())
    assert {name for name in knowledge.advice if name.startswith("step_")} <= named


def test_the_common_claims_are_one_list_with_a_verdict_each_and_no_claim_twice(knowledge: Knowledge) -> None:
    claims = [item for item in knowledge.advice.values() if item.topic == "common_advice"]
    assert len(claims) >= 100
    assert all(item.claim and item.table for item in claims)
    assert len({item.claim for item in claims}) == len(claims)


def test_every_claim_of_the_tables_is_answered(knowledge: Knowledge, shared: Path) -> None:
    left_out = {"SC1-59", "SC089", "SC097", "SC098"}  # adverts and text that cannot be understood
    listed = {
        claim["id"]
        for part in ("clinical", "sport")
        for claim in yaml.safe_load((shared / "evidence" / part / "seed_claims.yaml").read_text("utf-8"))["claims"]
    }
    answered = {name for item in knowledge.advice.values() for name in item.table}
    assert listed - left_out <= answered


def test_every_truth_of_the_open_vignettes_can_be_said(knowledge: Knowledge, shared: Path) -> None:
    cases = yaml.safe_load((shared / "vignettes" / "open.yaml").read_text("utf-8"))["cases"]
    sayable = {
        word.casefold()
        for cause in knowledge.causes.values()
        for word in (cause.id.replace("_", " "), cause.name, cause.clinical_name, *cause.aliases)
    }
    truths = {
        truth.casefold()
        for case in cases
        if case["truth"]
        for truth in (case["truth"]["primary"], *case["truth"]["alternates"])
    }
    assert sorted(truths - sayable) == []


@pytest.mark.parametrize(
    ("cause", "place", "hallmarks"),
    [
        ("cauda_equina_syndrome", "pain_low_back", ("saddle_numbness", "bladder_retention_new")),
        ("cauda_equina_syndrome", "pain_low_back", ("saddle_numbness", "leg_symptoms_both_sides_new")),
        ("cauda_equina_syndrome", "pain_low_back", ("saddle_numbness", "sexual_function_loss_new")),
        ("cauda_equina_syndrome", "pain_low_back", ("bladder_retention_new", "leg_weakness_both_sides")),
        ("spinal_cord_compression", "pain_mid_back", ("unsteady_walking", "leg_weakness_both_sides")),
        ("spinal_cord_compression", "pain_mid_back", ("cancer_history", "leg_weakness_both_sides")),
        ("cervical_artery_dissection", "pain_neck", ("droopy_eyelid_or_small_pupil", "headache_new_with_neck_pain")),
    ],
)
def test_two_hallmarks_put_a_dangerous_cause_first_even_when_all_else_is_denied(
    cause: str, place: str, hallmarks: tuple[str, str], knowledge: Knowledge
) -> None:
    facts = story({place: True, "age_years": 48, **dict.fromkeys(hallmarks, True)}, knowledge)
    assert ranked(facts, knowledge, CauseKind.DIAGNOSIS)[0] == cause
