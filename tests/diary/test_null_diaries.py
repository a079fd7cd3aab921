"""Made-up diaries without any link: few are told of one, with four loads judged at once."""

from pathlib import Path

import pytest

from backstride.diary.null_diaries import FalseLinks, count_false_links

AT_MOST = 0.05
LENGTHS = (56, 84, 112, 168)
CARRIES = (0.0, 0.3, 0.6)


@pytest.mark.parametrize("days", [60, 84, 112])
@pytest.mark.parametrize("sore", [False, True])
def test_at_most_one_in_twenty_is_told_of_a_link(days: int, sore: bool) -> None:
    found = count_false_links(200, days=days, carry=0.3, runs_less_when_sore=sore)
    assert found.told <= AT_MOST * found.diaries + 4  # two hundred diaries leave room for chance
    assert found.likely <= found.told


@pytest.mark.prove
def test_a_thousand_diaries_of_every_kind(root: Path) -> None:
    rows: dict[tuple[int, float, bool], FalseLinks] = {}
    for days in LENGTHS:
        for carry in CARRIES:
            for sore in (False, True):
                found = count_false_links(1000, days=days, carry=carry, runs_less_when_sore=sore)
                rows[days, carry, sore] = found
    folder = root / "out"
    folder.mkdir(exist_ok=True)
    lines = [
        f"{days} days, carry {carry:.1f}, {'runs less when sore' if sore else 'runs as it comes'}: "
        f"{found.told} of {found.diaries} told, {found.likely} likely"
        for (days, carry, sore), found in rows.items()
    ]
    (folder / "null_diaries.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert max(found.told / found.diaries for found in rows.values()) <= AT_MOST
