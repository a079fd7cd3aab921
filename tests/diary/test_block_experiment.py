"""A change tried in blocks: drawn by lot, read by that lot, silent until it is over."""

from datetime import date, timedelta
from random import Random

import pytest

from backstride.diary.block_experiment import BlockExperiment, Outcome, draw_experiment, read_experiment

BEGIN = date(2026, 5, 4)
AFTER = date(2026, 7, 1)


def drawn(lot: int = 1) -> BlockExperiment:
    return draw_experiment("Quicker steps", begin=BEGIN, lot=lot)


def pain(one: BlockExperiment, *, with_it: float, without: float) -> dict[date, float]:
    return {day: with_it if block.with_change else without for block in one.blocks for day in block.counted}


def test_every_pair_has_one_of_each_and_the_lot_decides_the_order() -> None:
    orders = {tuple(block.with_change for block in drawn(lot).blocks) for lot in range(8)}
    assert len(orders) == 8
    for order in orders:
        assert all(order[at] != order[at + 1] for at in (0, 2, 4))
    with pytest.raises(ValueError, match="no lot"):
        drawn(8)


def test_two_usual_weeks_come_first_and_two_days_wash_out() -> None:
    one = drawn()
    assert one.blocks[0].first == BEGIN + timedelta(days=14)
    assert one.blocks[0].counted[0] == one.blocks[0].first + timedelta(days=2)
    assert one.block_on(BEGIN) is None
    assert all(
        later.first == block.last + timedelta(days=1) for block, later in zip(one.blocks, one.blocks[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("with_it", "without", "outcome"),
    [(2, 4, Outcome.BETTER_WITH), (4, 2, Outcome.WORSE_WITH), (3, 3.5, Outcome.NO_DIFFERENCE)],
)
def test_it_is_read_the_right_way_round(with_it: float, without: float, outcome: Outcome) -> None:
    for lot in range(8):
        one = drawn(lot)
        result = read_experiment(one, pain(one, with_it=with_it, without=without), today=AFTER)
        assert result.outcome is outcome
        assert result.difference_0_to_10 == round(with_it - without, 1)
        assert result.chance == 0.125


def test_nothing_is_told_before_the_end_or_from_too_few_days() -> None:
    one = drawn()
    days = pain(one, with_it=2, without=4)
    assert read_experiment(one, days, today=one.blocks[-1].last).outcome is Outcome.RUNNING
    few = {day: score for day, score in days.items() if day not in one.blocks[2].counted[1:]}
    result = read_experiment(one, few, today=AFTER)
    assert (result.outcome, result.difference_0_to_10) == (Outcome.TOO_FEW_DAYS, None)


def test_three_rated_days_of_every_block_are_enough() -> None:
    one = drawn()
    kept = {day for block in one.blocks for day in block.counted[:3]}
    days = {day: score for day, score in pain(one, with_it=2, without=4).items() if day in kept}
    result = read_experiment(one, days, today=AFTER)
    assert (result.outcome, result.days) == (Outcome.BETTER_WITH, 18)
    assert result.pairs_0_to_10 == (-2.0, -2.0, -2.0)


@pytest.mark.parametrize(("without", "outcome"), [(3.0, Outcome.BETTER_WITH), (2.9, Outcome.NO_DIFFERENCE)])
def test_a_difference_matters_from_one_point_on(without: float, outcome: Outcome) -> None:
    one = drawn()
    assert read_experiment(one, pain(one, with_it=2, without=without), today=AFTER).outcome is outcome


def test_a_block_has_its_first_and_its_last_day() -> None:
    one = drawn()
    for block in one.blocks:
        assert one.block_on(block.first) is block
        assert one.block_on(block.last) is block
    assert one.block_on(one.blocks[-1].last + timedelta(days=1)) is None


def test_the_chance_counts_the_orders_that_look_as_large() -> None:
    one = drawn()
    blocks = one.blocks
    apart = {0: 3.0, 1: 2.0, 2: -1.0}  # points between the two blocks of each pair
    days = {
        day: 3.0 + (apart[at // 2] / 2) * (1 if blocks[at].with_change else -1)
        for at in range(6)
        for day in blocks[at].counted
    }
    result = read_experiment(one, days, today=AFTER)
    assert result.outcome is Outcome.NO_DIFFERENCE
    assert result.difference_0_to_10 == 1.3
    assert result.chance == 0.25  # the drawn order, and the one with the third pair turned round


def test_a_bad_first_half_of_the_summer_is_no_difference() -> None:
    one = drawn()
    days = {day: 6.0 if day < one.blocks[3].first else 2.0 for block in one.blocks for day in block.counted}
    assert read_experiment(one, days, today=AFTER).outcome is Outcome.NO_DIFFERENCE


def test_chance_alone_rarely_shows_a_difference() -> None:
    random, told = Random(4), 0
    for number in range(400):
        one = drawn(number % 8)
        days = {day: min(10, max(0, random.gauss(3, 1.2))) for block in one.blocks for day in block.counted}
        told += read_experiment(one, days, today=AFTER).outcome is not Outcome.NO_DIFFERENCE
    assert told / 400 < 0.08
