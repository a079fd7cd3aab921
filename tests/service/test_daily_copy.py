"""Once a day the app copies what cannot be typed again: small, for its owner alone, never at the cost of the data."""

import errno
import os
import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstride.exchange.fit_activity import encode_activity
from backstride.model.case import Case
from backstride.model.errors import FileError
from backstride.model.runner import Runner
from backstride.service import daily_copy
from backstride.service.daily_copy import (
    DAYS_KEPT,
    SWITCH,
    WEEKS_KEPT,
    copies_to_keep,
    daily_copies_are_on,
    daily_copy_problem,
    list_daily_copies,
    make_daily_copy,
    switch_daily_copies,
)
from backstride.service.data_care import BACKUPS, COPY_LOCK, back_up, clear_on_its_way, on_its_way
from backstride.service.episodes import EpisodeState, erase_episode, list_episodes, open_episode, start_episode
from backstride.service.erasing import copies_erased, erase_records
from backstride.service.importing import import_paths
from backstride.service.kept_clips import clip_folder
from backstride.service.restoring import bring_back
from backstride.service.shelf import Shelf
from backstride.service.stored_data import list_backups
from backstride.service.training_history import history_size
from backstride.store.engine import STORE_FILE
from backstride.store.locking import locked_file
from backstride.store.opening import forget_store
from tests.intake.made_files import a_run

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECRET = "zebra-in-the-garden"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with an imported run, a kept film, and one episode whose words are easy to find."""
    home, run = tmp_path / "home", tmp_path / "run.fit"
    run.write_bytes(encode_activity(a_run()))
    import_paths([run], home=home)
    state = EpisodeState(case=Case(runner=Runner(age_years=38), note=SECRET * 200))
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW, state=state)
    film = clip_folder(home, episode.id, "c1") / "clip.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"film" * 1000)
    return home


def episode_of(home: Path) -> str:
    (episode,) = list_episodes(home, shelf=Shelf.OWN)
    return episode.id


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


class TestOnceADay:
    def test_a_copy_is_made_and_not_a_second_one(self, home: Path):
        made = make_daily_copy(home, now=NOW)

        assert made == home / BACKUPS / "daily-2026-11-22.zip"
        assert made.stat().st_mode & 0o777 == 0o600
        assert make_daily_copy(home, now=NOW + timedelta(hours=12)) is None
        assert make_daily_copy(home, now=NOW + timedelta(hours=20)) == home / BACKUPS / "daily-2026-11-23.zip"

    def test_the_day_is_that_of_the_place_the_machine_is_in(self, home: Path):
        auckland = NOW.replace(hour=20).astimezone(timezone(timedelta(hours=13)))

        assert make_daily_copy(home, now=auckland) == home / BACKUPS / "daily-2026-11-23.zip"

    def test_no_copy_lies_in_a_copy_and_no_film_or_training_file_does(self, home: Path):
        first = make_daily_copy(home, now=NOW)
        second = make_daily_copy(home, now=NOW + timedelta(days=1))
        assert first is not None
        assert second is not None

        with zipfile.ZipFile(second) as archive:
            assert archive.namelist() == [STORE_FILE, "backstride-archive.json"]
        assert {path.name for path in (home / BACKUPS).iterdir()} == {first.name, second.name}

    def test_copies_that_a_person_makes_are_counted_apart(self, home: Path):
        make_daily_copy(home, now=NOW)
        for hour in range(9):
            back_up(home, now=NOW + timedelta(hours=hour))

        kinds = [one.is_daily for one in list_backups(home)]
        assert (kinds.count(True), kinds.count(False)) == (1, 7)

    def test_nothing_is_copied_where_nothing_is_or_where_it_is_turned_off(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        assert make_daily_copy(tmp_path / "nobody", now=NOW) is None
        monkeypatch.setenv(SWITCH, "off")
        assert make_daily_copy(home, now=NOW) is None
        assert not (home / BACKUPS).exists()
        assert daily_copy_problem(home) is None

    def test_the_switch_is_of_this_machine_and_comes_with_no_copy(self, home: Path):
        switch_daily_copies(home, on=False)
        copy = back_up(home, now=NOW)
        with zipfile.ZipFile(copy) as archive:
            assert not [name for name in archive.namelist() if "daily" in name]
        bring_back(home, copy, now=NOW + timedelta(hours=1))
        assert not daily_copies_are_on(home)

        switch_daily_copies(home, on=True)
        assert daily_copies_are_on(home)


class TestWhichStay:
    def test_seven_days_and_four_weeks_are_always_there_however_long_it_goes_on(self):
        days: set[date] = set()
        for number in range(200):
            newest = date(2026, 1, 1) + timedelta(days=number)
            days = set(copies_to_keep({*days, newest}, newest=newest))
            assert {newest - timedelta(days=ago) for ago in range(min(number + 1, DAYS_KEPT))} <= days
            assert len(days) <= DAYS_KEPT + WEEKS_KEPT
        assert len(days) == DAYS_KEPT + WEEKS_KEPT
        assert (newest - min(days)).days >= 7 * WEEKS_KEPT

    @given(st.lists(st.dates(), max_size=40), st.dates())
    def test_the_one_just_made_stays_whatever_the_clock_said_before(self, days: list[date], newest: date):
        kept = copies_to_keep([*days, newest], newest=newest)

        assert newest in kept
        assert kept <= {*days, newest}
        assert len(kept) <= DAYS_KEPT + WEEKS_KEPT

    def test_old_copies_go_when_a_new_one_is_there(self, home: Path):
        (home / BACKUPS).mkdir()
        for ago in range(1, 60):
            day = NOW.date() - timedelta(days=ago)
            (home / BACKUPS / f"daily-{day}.zip").write_bytes(b"old")
        (home / BACKUPS / "daily-notes.zip").write_bytes(b"not ours")
        make_daily_copy(home, now=NOW)

        assert len(list_daily_copies(home)) == DAYS_KEPT + WEEKS_KEPT
        assert NOW.date() in list_daily_copies(home)


class TestWhenItCannotBeMade:
    def full_disk(self, monkeypatch: pytest.MonkeyPatch, *, free: int) -> None:
        usage = shutil.disk_usage("/")._replace(free=free)
        monkeypatch.setattr(daily_copy.shutil, "disk_usage", lambda _: usage)

    def test_an_almost_full_disk_keeps_the_copies_before_and_says_so_until_there_is_room(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ):
        before = make_daily_copy(home, now=NOW)
        assert before is not None
        with monkeypatch.context() as patched:
            self.full_disk(patched, free=10_000)
            for days in (1, 2):
                with pytest.raises(FileError, match="almost full"):
                    make_daily_copy(home, now=NOW + timedelta(days=days))
            problem = daily_copy_problem(home)
        assert problem is not None
        assert "free some space" in problem.line
        assert problem.since == NOW + timedelta(days=1)
        assert list(list_daily_copies(home).values()) == [before]

        make_daily_copy(home, now=NOW + timedelta(days=3))
        assert daily_copy_problem(home) is None

    def test_a_disk_without_room_for_a_note_is_told_all_the_same(self, home: Path, monkeypatch: pytest.MonkeyPatch):
        self.full_disk(monkeypatch, free=0)

        problem = daily_copy_problem(home)
        assert problem is not None
        assert "almost full" in problem.line

    def test_a_disk_that_fills_up_meanwhile_leaves_no_half_copy_and_loses_nothing(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("backstride.exchange.archive.os.fsync", full)
        with pytest.raises(FileError, match="No space left"):
            make_daily_copy(home, now=NOW)

        assert {path.name for path in (home / BACKUPS).iterdir()} == {"daily-problem.json"}
        assert SECRET in open_episode(home, episode_of(home)).case.note

    def test_a_damaged_store_is_not_copied_over_good_copies(self, home: Path):
        good = make_daily_copy(home, now=NOW)
        damage(home)

        with pytest.raises(FileError, match=r"damaged|cannot be copied"):
            make_daily_copy(home, now=NOW + timedelta(days=1))
        assert list(list_daily_copies(home).values()) == [good]
        assert daily_copy_problem(home) is not None

    def test_what_a_program_that_was_ended_left_half_made_goes(self, home: Path):
        half = home / BACKUPS / "being-made-0123"
        half.mkdir(parents=True)
        (half / "copy").write_text(SECRET)
        (home / BACKUPS / "daily-2026-11-22.zip.part").write_text(SECRET)
        made = make_daily_copy(home, now=NOW)

        assert list((home / BACKUPS).iterdir()) == [made]


def damage(home: Path) -> None:
    """Write over the middle of a store, where its rows lie."""
    forget_store(home)
    data = bytearray((home / STORE_FILE).read_bytes())
    data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
    (home / STORE_FILE).write_bytes(data)
    for name in (f"{STORE_FILE}-wal", f"{STORE_FILE}-shm"):
        (home / name).unlink(missing_ok=True)


class TestBroughtBack:
    def test_answers_and_sessions_are_as_they_were_and_files_and_films_stay(self, home: Path):
        copy = make_daily_copy(home, now=NOW)
        assert copy is not None
        kept = open_episode(home, episode_of(home))
        erase_episode(home, kept.id)
        done = bring_back(home, copy, now=NOW + timedelta(hours=1))

        assert open_episode(home, kept.id).state == kept.state
        assert done.missing_files == 0
        assert history_size(home, Shelf.OWN).sessions == 1
        assert len(list(home.rglob("originals/*/*.z"))) == 1

    def test_films_of_answers_that_are_not_in_the_copy_go(self, home: Path):
        copy = make_daily_copy(home, now=NOW)
        assert copy is not None
        later = start_episode(home, shelf=Shelf.OWN, now=NOW)
        clip_folder(home, later.id, "c2").mkdir(parents=True)
        done = bring_back(home, copy, now=NOW + timedelta(hours=1))

        assert [path.name for path in (home / "clips").iterdir()] == [episode_of(home)]
        assert done.before is not None
        assert done.before.is_file()

    def test_a_store_that_is_damaged_is_put_aside_and_what_lies_beside_it_stays(self, home: Path):
        copy = make_daily_copy(home, now=NOW)
        assert copy is not None
        damage(home)
        done = bring_back(home, copy, now=NOW)

        assert done.before == home / BACKUPS / "put-aside-20261122-090000"
        assert {path.name.partition("-")[0] for path in done.before.rglob("*")} == {STORE_FILE}
        assert SECRET in open_episode(home, episode_of(home)).case.note
        assert len(list(home.rglob("originals/*/*.z"))) == 1
        assert copy.exists()

    def test_on_another_machine_it_says_which_files_it_lacks(self, home: Path, tmp_path: Path):
        copy = make_daily_copy(home, now=NOW)
        assert copy is not None
        done = bring_back(tmp_path / "other", copy, now=NOW)

        assert (done.before, done.missing_files) == (None, 1)
        assert history_size(tmp_path / "other", Shelf.OWN).sessions == 1


class TestErased:
    def test_no_byte_of_erased_answers_is_left_in_the_copies(self, home: Path):
        make_daily_copy(home, now=NOW)
        back_up(home, now=NOW)
        gone = episode_of(home)
        with copies_erased(home):
            erase_episode(home, gone)
        assert list_backups(home) == ()
        assert SECRET.encode() not in bytes_in(home)

        copy = make_daily_copy(home, now=NOW)
        assert copy is not None
        shutil.unpack_archive(copy, home / "looked-into")
        assert SECRET.encode() not in bytes_in(home)
        assert gone.encode() not in bytes_in(home)

    def test_a_copy_that_is_being_made_is_waited_for_and_erased_too(self, home: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("backstride.service.erasing._LONGEST_WAIT_S", 0.0)
        with (
            locked_file(home / COPY_LOCK),
            pytest.raises(FileError, match="something else works on your data"),
            copies_erased(home),
        ):
            raise AssertionError("nothing may be erased while a copy is being made")

    def test_what_was_put_aside_and_what_is_on_its_way_goes_too(self, home: Path):
        copy = back_up(home, now=NOW)
        damage(home)
        gone = bring_back(home, copy, now=NOW).before
        assert gone is not None
        with on_its_way(home) as folder, copies_erased(home):
            (folder / "copy.zip").write_text(SECRET)
            erase_episode(home, episode_of(home))

        assert SECRET.encode() not in bytes_in(home)

    def test_what_stayed_on_its_way_goes_after_a_day(self, home: Path):
        with on_its_way(home) as fresh:
            old = fresh.with_name("on-its-way-0123")
            old.mkdir()
            (old / "copy.zip").write_text(SECRET)
            os.utime(old, (0, 0))
            clear_on_its_way(home)
            assert (old.exists(), fresh.exists()) == (False, True)

    def test_everything_erased_takes_the_daily_copies(self, home: Path):
        make_daily_copy(home, now=NOW)
        erase_records(home)

        assert not (home / BACKUPS).exists()
        assert SECRET.encode() not in bytes_in(home)
