from pathlib import Path

import pytest

from backstride.evaluation.vignettes import load_vignettes, vignettes_from
from backstride.model.errors import CaseError, FileError
from backstride.model.runner import Sex
from backstride.model.verdict import Level
from tests.evaluation.made_up import VIGNETTES, row


def test_a_vignette_brings_its_runner_and_its_three_levels():
    legs = vignettes_from(VIGNETTES)[1]

    assert (legs.runner.age_years, legs.runner.sex) == (40, Sex.FEMALE)
    assert (legs.wanted, legs.minimum, legs.maximum) == (Level.EMERGENCY_NOW,) * 3


def test_fields_that_are_not_used_are_left_unread():
    assert vignettes_from({"cases": [row("a", "self_care", "self_care", "self_care", truth={"primary": "x"})]})


@pytest.mark.parametrize(
    ("cases", "complaint"),
    [
        ([row("a", "self_care", "same_day", "same_day")], "out of order"),
        ([row("a", "self_care", "self_care", "self_care", sex="?")], "not a sex"),
        ([row("a", "self_care", "self_care", "self_care")] * 2, "used twice"),
        ([row("a", "self_care", "self_care", "self_care", age=400)], "400 years"),
    ],
)
def test_an_impossible_vignette_is_refused_in_one_line(cases: list[object], complaint: str):
    with pytest.raises(CaseError, match=complaint):
        vignettes_from({"cases": cases})


def test_a_file_that_is_no_vignette_file_is_refused_with_its_place(tmp_path: Path):
    path = tmp_path / "cases.yaml"
    path.write_text("cases: [{id: a}]\n")

    with pytest.raises(CaseError, match=r"cases\.yaml.*missing"):
        load_vignettes(path)


def test_broken_yaml_is_refused(tmp_path: Path):
    path = tmp_path / "cases.yaml"
    path.write_text("cases: [\n")

    with pytest.raises(CaseError, match="does not fit"):
        load_vignettes(path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(FileError, match="cannot be read"):
        load_vignettes(tmp_path / "nothing.yaml")
