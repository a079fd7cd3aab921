"""What the runner tells a clinician is kept as it was written, within bounds."""

import pytest

from backstride.model.case import Case
from backstride.model.codec import decode_json, encode_json
from backstride.model.history import (
    LONGEST_STORY,
    MOST_ROWS,
    History,
    Medicine,
    PainStart,
    Response,
    Treatment,
    TreatmentKind,
)

ASPIRIN = Medicine(name="aspirin", dose="500 mg", response=Response.BETTER)
NEEDLING = Treatment(kind=TreatmentKind.NEEDLES, sessions=3)


def test_it_comes_back_as_it_was_stored() -> None:
    told = History(pain_starts=PainStart.VARIES, medicines=(ASPIRIN,), treatments=(NEEDLING,), hope="two\nlines")
    case = Case(history=told)
    assert decode_json(encode_json(case), Case) == case


def test_a_case_that_was_stored_before_there_was_one_is_still_read() -> None:
    assert decode_json(b'{"note":"old"}', Case) == Case(note="old")


def test_none_is_something_else_than_not_filled_in() -> None:
    assert History().is_empty
    assert not History(no_medicines=True).is_empty


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"work": "a" * (LONGEST_STORY + 1)}, "work has 401 characters"),
        ({"worry": "bell\x07"}, "worry holds a character that is not text"),
        ({"hope": "half \ud83d"}, "hope holds a character that is not text"),
        ({"medicines": (ASPIRIN,) * (MOST_ROWS + 1)}, "medicines has 9 rows"),
        ({"treatments": (NEEDLING,) * (MOST_ROWS + 1)}, "treatments has 9 rows"),
        ({"medicines": (ASPIRIN,), "no_medicines": True}, "a medicine is named"),
        ({"treatments": (NEEDLING,), "no_treatment": True}, "a treatment is named"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        History(**fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"name": " "}, "needs a name"), ({"name": "a" * 81}, "name has 81"), ({"name": "a", "dose": "\x00"}, "dose")],
)
def test_a_medicine_that_cannot_be_is_refused(fields: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Medicine(**fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"what": "a" * 81}, "what has"), ({"when": "a" * 61}, "when has"), ({"sessions": 0}, "sessions is 0")],
)
def test_a_treatment_that_cannot_be_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Treatment(kind=TreatmentKind.OTHER, **fields)
