"""The worker looks for the copy of the day all day long, and a copy that cannot be made does not end it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backstride.jobs.daily_copies import AGAIN_S, FIRST_S, LOOK_S, keep_daily_copies
from backstride.model.errors import FileError
from backstride.service.daily_copy import list_daily_copies, switch_daily_copies
from backstride.service.episodes import start_episode
from backstride.service.shelf import Shelf


class EnoughError(Exception):
    """Ends a loop that never ends."""


class Sleeps:
    def __init__(self, most: int) -> None:
        self.most = most
        self.lengths_s: list[float] = []

    def __call__(self, length_s: float) -> None:
        self.lengths_s.append(length_s)
        if len(self.lengths_s) == self.most:
            raise EnoughError


def test_there_is_one_copy_however_often_it_looks(tmp_path: Path):
    start_episode(tmp_path, shelf=Shelf.OWN, now=datetime.now(UTC))
    sleeps = Sleeps(most=4)
    with pytest.raises(EnoughError):
        keep_daily_copies(tmp_path, sleep=sleeps)

    assert sleeps.lengths_s == [FIRST_S, LOOK_S, LOOK_S, LOOK_S]
    assert len(list_daily_copies(tmp_path)) in {1, 2}  # Two when the night ends just now.


def test_a_download_that_broke_off_is_cleared_away_where_the_copies_are_turned_off_too(tmp_path: Path):
    start_episode(tmp_path, shelf=Shelf.OWN, now=datetime.now(UTC))
    switch_daily_copies(tmp_path, on=False)
    left = tmp_path / "backups" / "on-its-way-0123"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))
    with pytest.raises(EnoughError):
        keep_daily_copies(tmp_path, sleep=Sleeps(most=2))

    assert not left.parent.exists()


def test_what_goes_wrong_is_tried_again_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise FileError("the disk is full", advice="free some space")

    monkeypatch.setattr("backstride.jobs.daily_copies.make_daily_copy", full)
    sleeps = Sleeps(most=3)
    with pytest.raises(EnoughError):
        keep_daily_copies(tmp_path, sleep=sleeps)

    assert sleeps.lengths_s == [FIRST_S, AGAIN_S, AGAIN_S]
