"""Every signal of the load has its least data, its source and its grade; and no finding comes from nowhere."""

from datetime import timedelta

import pytest

from backstride.knowledge.compiled import load_knowledge
from backstride.training import load_series
from backstride.training.signals import SIGNALS, LoadSignal, SignalGrade
from tests.training.made_runs import UNTIL, a_history, a_run

GIVEN = {finding for signal in SIGNALS for finding in signal.findings}


@pytest.mark.parametrize("signal", SIGNALS, ids=[signal.name for signal in SIGNALS])
def test_a_signal_says_what_it_needs_and_how_sure_it_is(signal: LoadSignal) -> None:
    assert signal.rule
    assert signal.least_data
    assert signal.sources or signal.grade in (SignalGrade.EXPERT, SignalGrade.DESCRIPTIVE)


def test_the_findings_of_the_load_are_those_of_its_signals() -> None:
    found = {
        finding.id
        for seed in range(12)
        for finding in load_series(a_history(seed, days=200), until=UNTIL - timedelta(days=seed)).findings
    }
    hilly = [a_run(before, descent_m=40.0) for before in range(40, 4, -4)] + [a_run(2, descent_m=400.0)]
    found |= {finding.id for finding in load_series(hilly, until=UNTIL).findings}
    assert found <= GIVEN
    assert GIVEN - found <= {"new_hill_or_speed_work"}
    assert set(load_knowledge().findings) >= GIVEN


@pytest.mark.parametrize("runs", [0, 1, 3])
def test_with_less_than_a_signal_needs_nothing_is_said(runs: int) -> None:
    series = load_series([a_run(before, 10.0, effort=4.0) for before in range(runs)], until=UNTIL)
    assert all(one.ratio_to_longest_30d is None for one in series.sessions)
    assert series.form_trends == ()
    assert not {"session_much_longer_than_recent", "more_downhill_than_usual", "recent_return_after_break"} & {
        finding.id for finding in series.findings
    }
    assert series.notes
