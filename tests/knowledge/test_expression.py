"""The rule language has three truth values and never reads a missing answer as no."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.knowledge.example import fact_of
from backstride.knowledge.expression import Expression, evaluate, expression_from, expression_to, leaves, substitute
from backstride.model.answer import AnswerState
from backstride.model.finding import Finding, Origin
from backstride.model.identifiers import FindingId

NAMES = ["a", "b", "c"]
leaf = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES).map(lambda name: {"absent": name}),
    st.sampled_from(NAMES).map(lambda name: {"unsure": name}),
)
any_leaf = st.one_of(
    leaf,
    st.sampled_from(["at_least", "below"]).map(lambda kind: {kind: {"finding": "n", "value": 2.5}}),
    st.just({"is": {"finding": "o", "options": ["x", "y"]}}),
)
expressions = st.recursive(
    leaf,
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: {"count": {"at_least": 2, "of": parts}}),
    ),
    max_leaves=8,
)
worlds = st.dictionaries(st.sampled_from(NAMES), st.booleans())


def facts_of(world: dict[str, bool | float | str]) -> dict[FindingId, Finding]:
    return {FindingId(name): fact_of(name, value) for name, value in world.items()}


def truth(written: object, world: dict[str, bool | float | str]) -> bool | None:
    return evaluate(expression_from(written), facts_of(world)).truth


@pytest.mark.parametrize(
    ("written", "world", "wanted"),
    [
        ({"all": ["a", "b"]}, {"a": True}, None),
        ({"all": ["a", "b"]}, {"a": False}, False),
        ({"any": ["a", "b"]}, {"a": True}, True),
        ({"any": ["a", "b"]}, {"a": False}, None),
        ({"count": {"at_least": 2, "of": ["a", "b", "c"]}}, {"a": True}, None),
        ({"count": {"at_least": 2, "of": ["a", "b", "c"]}}, {"a": False, "b": False}, False),
        ({"absent": "a"}, {}, None),
        ({"absent": "a"}, {"a": False}, True),
        ({"absent": "a"}, {"a": True}, False),
        ({"unsure": "a"}, {}, False),
        ({"unsure": "a"}, {"a": "unknown"}, True),
        ("a", {"a": "unknown"}, None),
        ({"at_least": {"finding": "n", "value": 4}}, {"n": 4}, True),
        ({"at_least": {"finding": "n", "value": 4}}, {"n": 3.9}, False),
        ({"at_least": {"finding": "n", "value": 4}}, {}, None),
        ({"at_least": {"finding": "n", "value": 4}}, {"n": "unknown"}, None),
        ({"at_least": {"finding": "n", "value": 4}}, {"n": "an_option"}, None),
        ({"below": {"finding": "n", "value": 4}}, {"n": 4}, False),
        ({"below": {"finding": "n", "value": 4}}, {"n": 3.9}, True),
        ({"below": {"finding": "n", "value": 4}}, {"n": "an_option"}, None),
        ({"is": {"finding": "o", "options": ["x", "y"]}}, {"o": "y"}, True),
        ({"is": {"finding": "o", "options": ["x", "y"]}}, {"o": "z"}, False),
        ({"is": {"finding": "o", "options": ["x", "y"]}}, {"o": 3}, None),
        ({"is": {"finding": "o", "options": ["x", "y"]}}, {}, None),
    ],
)
def test_truth_table(written: object, world: dict[str, bool | float | str], *, wanted: bool | None) -> None:
    assert truth(written, world) is wanted


@given(written=expressions, world=worlds, name=st.sampled_from(NAMES), value=st.booleans())
def test_what_is_known_stays_true_when_more_is_known(
    written: object, world: dict[str, bool], name: str, *, value: bool
) -> None:
    before = truth(written, {key: known for key, known in world.items() if key != name})
    after = truth(written, {**world, name: value})
    assert before is None or before is after


@given(st.one_of(any_leaf, expressions))
def test_what_is_written_is_what_was_read(written: object) -> None:
    assert expression_to(expression_from(written)) == written


@given(expressions, worlds)
def test_because_and_unknown_name_the_right_findings(written: object, world: dict[str, bool]) -> None:
    outcome = evaluate(expression_from(written), facts_of(world))
    assert bool(outcome.unknown) is (outcome.truth is None)
    assert all(finding not in world for finding in outcome.unknown)
    assert set(outcome.because) <= set(leaves(expression_from(written)))


def test_a_sign_is_replaced_by_what_it_stands_for() -> None:
    signs = {FindingId("sign"): expression_from({"any": ["a", "b"]})}
    assert expression_to(substitute(expression_from({"all": ["sign", "c"]}), signs)) == {
        "all": [{"any": ["a", "b"]}, "c"]
    }


def test_signs_are_replaced_everywhere_but_where_they_are_doubted() -> None:
    signs = {
        FindingId("inner"): expression_from("a"),
        FindingId("outer"): expression_from({"count": {"at_least": 1, "of": ["inner", "b"]}}),
    }
    written = {"any": ["outer", {"absent": "inner"}, {"count": {"at_least": 2, "of": ["outer", "c"]}}]}
    replaced = {"count": {"at_least": 1, "of": ["a", "b"]}}
    wanted = {"any": [replaced, {"absent": "inner"}, {"count": {"at_least": 2, "of": [replaced, "c"]}}]}
    assert expression_to(substitute(expression_from(written), signs)) == wanted


def test_a_measured_absence_that_is_not_certain_is_not_a_no() -> None:
    unsure = Finding(id=FindingId("a"), state=AnswerState.ABSENT, origin=Origin.TRAINING, certainty=0.8)
    facts = {FindingId("a"): unsure}
    assert evaluate(expression_from("a"), facts).truth is None
    assert evaluate(expression_from({"absent": "a"}), facts).truth is None


def test_a_sign_inside_itself_is_left_as_it_is() -> None:
    signs = {
        FindingId("hen"): expression_from({"any": ["egg", "a"]}),
        FindingId("egg"): expression_from({"all": ["hen", "b"]}),
    }
    assert expression_to(substitute(expression_from("hen"), signs)) == {"any": [{"all": ["hen", "b"]}, "a"]}


@pytest.mark.parametrize(
    "written",
    [
        3,
        None,
        {"every": ["a"]},
        {"all": ["a"], "any": ["b"]},
        {"at_least": "a"},
        {"at_least": {"finding": "a", "value": "many"}},
        {"all": "fever"},
    ],
)
def test_what_is_not_the_language_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="not"):
        expression_from(written)


@pytest.mark.parametrize(
    "written",
    [
        {"all": []},
        {"any": []},
        {"count": {"at_least": 0, "of": ["a"]}},
        {"count": {"at_least": 3, "of": ["a", "b"]}},
    ],
)
def test_a_condition_that_always_or_never_holds_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="is no condition"):
        expression_from(written)


@pytest.mark.parametrize("work", [lambda odd: evaluate(odd, {}), expression_to])
def test_a_kind_of_expression_that_nobody_taught_is_never_read_as_false(work: Callable[[Expression], object]) -> None:
    with pytest.raises(TypeError, match="is not an expression"):
        work(Expression())
