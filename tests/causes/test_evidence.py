"""A case's facts in the network: what counts, how sure it is, and where it hurts."""

import pytest

from backstride.causes.evidence import network_evidence
from backstride.causes.network import case_prior
from backstride.knowledge.schema import Region
from backstride.model import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId
from tests.causes.small_case import NETWORK, SMALL, TOLD, facts_of, inferred


def measured(state: AnswerState, certainty: float) -> dict[FindingId, Finding]:
    stiff = FindingId("stiff")
    return {stiff: Finding(id=stiff, state=state, certainty=certainty, origin=Origin.FORM, detail="seen")}


@pytest.mark.parametrize(
    ("state", "if_absent", "if_present"), [(AnswerState.PRESENT, 0.2, 0.8), (AnswerState.ABSENT, 0.8, 0.2)]
)
def test_what_was_measured_counts_as_much_as_it_is_certain(
    state: AnswerState, if_absent: float, if_present: float
) -> None:
    evidence = network_evidence(measured(state, 0.8), NETWORK)
    assert evidence.carried[0] == NETWORK.column["stiff"]
    assert evidence.likelihood[0].tolist() == pytest.approx([if_absent, if_present])
    assert not evidence.absent.any()


def test_a_certain_absence_is_no_bit_to_carry() -> None:
    evidence = network_evidence(measured(AnswerState.ABSENT, 1.0), NETWORK)
    assert evidence.absent.nonzero()[0].tolist() == [NETWORK.column["stiff"]]
    assert len(evidence.carried) == 1


def test_the_complaint_is_always_carried_last() -> None:
    evidence = inferred(TOLD).evidence
    assert evidence.likelihood[-1].tolist() == [0.0, 1.0]
    assert NETWORK.column["numb"] in evidence.seen
    assert evidence.carried[-1] not in evidence.seen


def test_the_marked_place_sets_how_common_a_cause_is() -> None:
    strain = NETWORK.causes.index("strain")
    assert case_prior(facts_of({"low_back": AnswerState.PRESENT}), SMALL)[0, strain] == pytest.approx(0.2)
    assert case_prior(facts_of({}), SMALL)[0, strain] == pytest.approx(0.2 / len(Region))
    assert case_prior(facts_of({"low_back": AnswerState.ABSENT}), SMALL)[0, strain] == pytest.approx(0.2 / len(Region))
