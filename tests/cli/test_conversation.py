"""The terminal interview: every line typed is understood or answered, and it always ends."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstride.cli.conversation import converse, progress_line
from backstride.interview.screen import basics_question
from backstride.knowledge.compiled import load_knowledge
from backstride.model import Case, Runner, Sex
from tests.knowledge.small import small_knowledge

KNOWLEDGE = load_knowledge()
SMALL = small_knowledge()
WOMAN = Case(runner=Runner(age_years=40, sex=Sex.FEMALE))
Talk = Callable[..., str]


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Talk:
    """Hold a conversation with typed lines, and give all that was shown."""

    def held(*lines: str, case: Case = WOMAN, product: bool = False) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        converse(case, KNOWLEDGE if product else SMALL)
        return capsys.readouterr().out

    return held


def test_age_and_sex_come_first_and_then_safety_is_counted(talk: Talk) -> None:
    shown = talk("38", "2", case=Case())
    assert shown.index("About you") < shown.index("How old are you?") < shown.index("Safety, 1 of 1")


def test_why_gives_the_reason_and_keeps_the_question(talk: Talk) -> None:
    shown = talk("w", "n")
    assert shown.count("Any of these?") == 1
    assert "Safety." in shown
    assert "Your story, 1 of about 15" in shown


def test_back_puts_the_question_before_again(talk: Talk) -> None:
    shown = talk("n", "b", "n")
    assert shown.count("Any of these?") == 2


def test_back_at_the_first_question_says_so(talk: Talk) -> None:
    assert "This is the first question." in talk("b")


def test_a_note_is_kept_and_not_read(talk: Talk) -> None:
    shown = talk("note I am numb between the legs", "n")
    assert "We do not read it for signs of danger." in shown
    assert "GET EMERGENCY HELP NOW" not in shown


def test_a_number_that_is_not_there_is_refused_and_asked_again(talk: Talk) -> None:
    assert "Type numbers from 1 to 3" in talk("9", "n")


def test_an_impossible_answer_is_one_line_and_the_question_stays(talk: Talk) -> None:
    shown = talk("old", "2", "38", "2", case=Case())
    assert "age_years" in shown
    assert "Safety, 1 of 1" in shown


def test_stopping_gives_the_answer_so_far_with_what_is_open(talk: Talk) -> None:
    assert "We cannot say yet" in talk("q").replace("WE CANNOT SAY YET", "We cannot say yet")


def test_the_body_map_is_a_list_with_the_back_first(talk: Talk) -> None:
    shown = talk("n", "n", "n", "n", "n", "n", "n", "n", product=True)
    places = shown[shown.index("Neck, back and buttock") :]
    assert places.index("low back pain") < places.index("Elsewhere, or where it spreads to") < places.index("foot pain")


def test_a_place_picked_by_its_number_is_the_place_beside_it(talk: Talk) -> None:
    shown = talk(*["n"] * 8, product=True)
    number = shown.split("low back pain")[0].split()[-1]
    after = talk(*["n"] * 8, number, "y", "q", product=True)
    assert "low back pain" in after


def test_progress_counts_the_story() -> None:
    assert progress_line(basics_question(), [], SMALL) == "About you"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(["n", "y", "1", "1 2", "b", "w", "", "note x", "0.5"]), st.text(max_size=12)))
)
def test_any_lines_end_with_an_answer(lines: list[str]) -> None:
    shown = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("\n".join(line.replace("\n", " ") for line in lines)))
        patch.setattr("sys.stdout", shown)
        converse(Case(), SMALL)
    assert "No set of answers can exclude" in shown.getvalue()


def test_unsure_is_kept_as_unsure(talk: Talk) -> None:
    shown = talk("", "q")
    assert "You were not sure about" in shown
