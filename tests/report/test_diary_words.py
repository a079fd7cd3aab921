"""The diary in a clinician's report: how much was written, and what the runner can do again."""

from datetime import date, timedelta

from backstride.model import CheckIn, OwnActivity
from backstride.report.diary_words import diary_words

DAY = date(2026, 5, 3)


def rated(ago: int, score: float, **told: float) -> CheckIn:
    activity = OwnActivity(name="Lift Mia", ability_0_to_10=score)
    return CheckIn(day=DAY + timedelta(days=ago), pain_worst_0_to_10=5 - score / 4, own_activities=(activity,), **told)


def test_a_month_of_own_activities_and_weeks_is_told_with_the_change_that_counts() -> None:
    text = "\n".join(diary_words([rated(28, 7, run_limited_days=1), rated(0, 3, run_limited_days=4)]))
    assert "2 days written down from 2026-05-03 to 2026-05-31" in text
    assert "Own activities (Lift Mia), mean of 0 to 10, 10 is as before: 3 on 2026-05-03, 7 on 2026-05-31" in text
    assert "clearly better" in text
    assert "from memory, not checked" in text
    assert "last answers: 4, 1 (of 7)" in text


def test_one_rating_is_too_soon() -> None:
    lines = list(diary_words([rated(0, 3)]))
    assert lines[0].startswith("1 day written")
    assert any(line.endswith("too soon to compare.") for line in lines)
