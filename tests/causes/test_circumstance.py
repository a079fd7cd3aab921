"""Which circumstances move which causes by themselves, by how much, and how common they are."""

from dataclasses import replace

import msgspec
import pytest

from backstride.causes import circumstances
from backstride.causes.circumstance import UNKNOWN_SHARE
from backstride.knowledge.base import Knowledge
from backstride.knowledge.expression import Absent, AllOf, AnyOf, Expression, Present
from backstride.knowledge.schema import Grade, Modifier
from backstride.model.identifiers import FindingId
from tests.causes.small_case import SMALL

BEND, LEAN, FEVER, SIGN = (Present(FindingId(name)) for name in ("bend", "lean", "fever", "bad_pain"))


def moved_by(when: Expression, *, odds: float = 2.0, knowledge: Knowledge = SMALL) -> list[tuple[str, float, float]]:
    """Give (finding, odds, share) of what moves the strain when this is its only circumstance."""
    modifier = Modifier(when=when, odds=odds, source=("expert",), grade=Grade.EXPERT)
    causes = {
        name: msgspec.structs.replace(cause, modifiers=(modifier,) if name == "strain" else ())
        for name, cause in knowledge.causes.items()
    }
    found = circumstances(replace(knowledge, causes=causes))
    assert found.cause.tolist() == [list(causes).index("strain")] * len(found.findings)
    return list(zip(found.findings, found.odds.tolist(), found.share.tolist(), strict=True))


def test_a_circumstance_comes_with_its_odds_and_its_background() -> None:
    assert moved_by(BEND, odds=3.0) == [("bend", 3.0, 0.02)]


def test_each_of_several_that_are_enough_alone_counts() -> None:
    assert [name for name, _, _ in moved_by(AnyOf((BEND, AnyOf((LEAN, FEVER)))))] == ["bend", "lean", "fever"]


@pytest.mark.parametrize("when", [AllOf((BEND, LEAN)), Absent(FindingId("bend")), SIGN])
def test_what_only_counts_together_or_when_absent_or_is_never_asked_does_not(when: Expression) -> None:
    assert moved_by(when) == []


def test_how_common_a_circumstance_is_gets_a_small_guess_where_nothing_is_known() -> None:
    unknown = msgspec.structs.replace(SMALL.findings["bend"], background=None)
    knowledge = replace(SMALL, findings={**SMALL.findings, "bend": unknown})
    assert moved_by(BEND, knowledge=knowledge) == [("bend", 2.0, UNKNOWN_SHARE)]
