"""The load of many runners is that of each one, whoever works it out."""

from datetime import date, timedelta

import numpy as np
import pytest

from backstride.cohort import CohortRuns, load_table, table
from backstride.model.activity import LoggedSession
from backstride.model.load import LoadSeries
from backstride.training import load_series

FIRST = date(2024, 3, 1)
DAYS = 200
BY_ONE = {"acute_7d_m", "chronic_28d_m", "trend_7d_m", "trend_28d_m", "monotony_7d", "distance_m"}


@pytest.fixture(scope="module")
def runs() -> CohortRuns:
    """Seven runners who begin on different days; some run twice a day, one ran once, one every day alike."""
    chance = np.random.default_rng(3)
    rows = [
        (runner, day, float(chance.integers(3, 21)))
        for runner in range(5)
        for day in range(17 * runner, DAYS)
        for _ in range(chance.integers(0, 3) if runner % 2 else chance.integers(0, 2))
    ]
    rows += [(5, 190, 8.0), *((6, day, 10.0) for day in range(DAYS))]
    runner, day, km = (np.array(column) for column in zip(*rows, strict=True))
    return CohortRuns(runner, day + FIRST.toordinal(), 1000.0 * km)


@pytest.fixture(scope="module")
def together(runs: CohortRuns) -> table.LoadTable:
    return load_table(runs, until=FIRST.toordinal() + DAYS - 1)


def alone(runs: CohortRuns, runner: int) -> LoadSeries:
    own = runs.runner == runner
    log = [
        LoggedSession(date=date.fromordinal(int(day)), distance_km=float(metres) / 1000.0)
        for day, metres in zip(runs.day[own], runs.distance_m[own], strict=True)
    ]
    return load_series([], log, until=FIRST + timedelta(days=DAYS - 1))


@pytest.mark.parametrize("runner", range(7))
def test_each_runner_gets_what_they_would_get_alone(runs: CohortRuns, together: table.LoadTable, runner: int) -> None:
    series = alone(runs, runner)
    for name in BY_ONE:
        expected = [np.nan if getattr(day, name) is None else getattr(day, name) for day in series.days]
        shown = together.signal(name)[:, runner]
        np.testing.assert_allclose(shown[DAYS - len(expected) :], expected, rtol=1e-9, err_msg=name)
        assert np.isnan(shown[: DAYS - len(expected)]).all()


@pytest.mark.parametrize("runner", range(7))
def test_each_run_is_compared_as_it_would_be_alone(runs: CohortRuns, together: table.LoadTable, runner: int) -> None:
    sessions = alone(runs, runner).sessions
    expected = [np.nan if one.ratio_to_longest_30d is None else one.ratio_to_longest_30d for one in sessions]
    np.testing.assert_allclose(together.ratio_to_longest_30d[runs.runner == runner], expected, rtol=1e-12)


def test_the_longest_of_thirty_days_is_that_of_the_days_before(together: table.LoadTable, runs: CohortRuns) -> None:
    own = runs.runner == 1
    day = FIRST.toordinal() + 150
    earlier = runs.distance_m[own & (runs.day >= day - 30) & (runs.day < day)]
    assert together.signal("longest_30d_m")[150, 1] == earlier.max()


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_gives_the_same_bytes(
    runs: CohortRuns, together: table.LoadTable, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "_AT_ONCE", 2)
    shared = load_table(runs, until=FIRST.toordinal() + DAYS - 1, workers=workers)
    assert shared.daily.tobytes() == together.daily.tobytes()
    assert shared.ratio_to_longest_30d.tobytes() == together.ratio_to_longest_30d.tobytes()


def test_a_runner_without_a_run_has_no_load() -> None:
    day = FIRST.toordinal()
    gap = load_table(CohortRuns(np.array([0, 2]), np.array([day, day]), np.array([5e3, 6e3])), until=day + 40)
    assert np.isnan(gap.daily[:, :, 1]).all()


def test_nobody_gives_an_empty_table() -> None:
    empty = load_table(CohortRuns(np.zeros(0, int), np.zeros(0, int), np.zeros(0)), until=5)
    assert empty.daily.size == 0


@pytest.mark.parametrize(
    ("runner", "day", "metres"),
    [([1, 0], [5, 5], [5e3, 5e3]), ([-1], [5], [5e3]), ([0], [5], [0.0]), ([0], [5], [np.nan]), ([0], [5, 6], [5e3])],
)
def test_what_would_be_counted_wrongly_is_refused(runner: list[int], day: list[int], metres: list[float]) -> None:
    with pytest.raises(ValueError, match=r"runner|distance_m"):
        CohortRuns(np.array(runner), np.array(day), np.array(metres))


def test_a_run_after_the_last_day_is_refused() -> None:
    with pytest.raises(ValueError, match="after the last day"):
        load_table(CohortRuns(np.array([0]), np.array([9]), np.array([5e3])), until=8)
