"""A knowledge base as a network: its numbers, the prior of one runner, and what is refused."""

from dataclasses import replace

import msgspec
import pytest

from backstride.causes.network import COMPLAINT, case_prior, cause_network, frequency_of, regions_of
from backstride.knowledge.schema import Frequency, Grade, Region
from backstride.model import AnswerState, Sex
from backstride.model.finding import Finding
from backstride.model.identifiers import FindingId
from tests.causes.small_case import NETWORK, SMALL, facts_of

STRAIN = NETWORK.causes.index("strain")


def measured(**numbers: float) -> Frequency:
    return Frequency(source=("expert",), grade=Grade.EXPERT, **numbers)


def test_a_frequency_is_a_word_of_the_scale_or_a_measured_mean() -> None:
    words = SMALL.manifest.frequencies
    assert frequency_of(SMALL.causes["strain"].shows["bend"], words) == (0.7, 8)
    assert frequency_of(measured(mean=0.4, ess=50.0), words) == (0.4, 50.0)
    with pytest.raises(ValueError, match="needs a word, or a mean"):
        frequency_of(measured(mean=0.4), words)


def test_what_a_cause_shows_without_a_background_is_refused_by_name() -> None:
    bare = msgspec.structs.replace(SMALL.findings["bend"], background=None)
    with pytest.raises(ValueError, match="bend is shown by a cause"):
        cause_network(replace(SMALL, findings={**SMALL.findings, "bend": bare}))


def test_every_diagnosis_and_no_contributor_brings_the_complaint_about() -> None:
    column = NETWORK.column[COMPLAINT]
    brings = dict(zip(NETWORK.causes, NETWORK.connected[:, column].tolist(), strict=True))
    assert brings == {"strain": True, "nerve_thing": True, "long_run": False}


def test_a_mark_on_the_body_map_gives_that_regions_prior_and_no_mark_the_mean_of_all() -> None:
    marked = facts_of({"low_back": AnswerState.PRESENT})
    assert regions_of(marked, SMALL) == (Region.LOW_BACK,)
    assert case_prior(marked, SMALL)[0, STRAIN] == pytest.approx(0.2)
    assert case_prior(facts_of({}), SMALL)[0, STRAIN] == pytest.approx(0.2 / len(Region))


def test_a_cause_of_the_other_sex_is_out_and_stays_in_for_who_does_not_say() -> None:
    strain = msgspec.structs.replace(SMALL.causes["strain"], sex=("male",))
    knowledge = replace(SMALL, causes={**SMALL.causes, "strain": strain})

    def chance(sex: Sex | None) -> float:
        name = FindingId("sex")
        told = {} if sex is None else {name: Finding(id=name, state=AnswerState.VALUE, value=sex.value)}
        return float(case_prior(told, knowledge)[0, STRAIN])

    assert chance(Sex.FEMALE) < 1e-5
    assert chance(Sex.MALE) == chance(None) == pytest.approx(0.2 / len(Region))
