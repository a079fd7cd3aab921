"""Erasing while the app runs: no byte of what was erased is left, and everyone else keeps theirs."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from backstride.exchange.fit_activity import encode_activity
from backstride.jobs.demo_ready import demo_state
from backstride.model.errors import InputError
from backstride.service.data_care import BACKUPS, back_up
from backstride.service.episodes import EpisodeState, list_episodes, start_episode
from backstride.service.erasing import copies_erased, erase_person, erase_records
from backstride.service.importing import import_paths
from backstride.service.kept_clips import clip_folder
from backstride.service.runners import add_person, list_people, name_person
from backstride.service.shelf import Shelf, training_home
from backstride.service.stored_data import list_backups, stored_data
from backstride.service.training_history import history_size
from tests.intake.made_files import a_run

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINE, HERS = "zebra-in-the-garden", "heron-by-the-lake"


@cache
def story() -> EpisodeState:
    return demo_state(NOW)


@pytest.fixture
def ana(tmp_path: Path) -> Shelf:
    """Two people with a name, a story, an imported run and a kept clip each; gives the second one."""
    home = tmp_path / "home"
    run = tmp_path / "run.fit"
    run.write_bytes(encode_activity(a_run()))
    other = add_person(home, f"Ana {HERS}", now=NOW).shelf
    name_person(home, Shelf.OWN, f"Bo {MINE}", now=NOW)
    for shelf, words in ((Shelf.OWN, MINE), (other, HERS)):
        import_paths([run], home=training_home(home, shelf))
        state = story()
        state = replace(state, case=replace(state.case, note=words * 200))
        episode = start_episode(home, shelf=shelf, now=NOW, state=state)
        folder = clip_folder(home, episode.id, "c1")
        folder.mkdir(parents=True)
        (folder / "clip.mp4").write_text(words)
    return other


@pytest.fixture
def home(ana: Shelf, tmp_path: Path) -> Path:
    return tmp_path / "home"


def bytes_in(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def counts(home: Path, shelf: Shelf) -> tuple[int, int]:
    return len(list_episodes(home, shelf=shelf)), history_size(home, shelf).sessions


def test_a_person_is_gone_to_the_last_byte_and_the_other_one_keeps_everything(home: Path, ana: Shelf):
    erase_person(home, ana)

    assert HERS.encode() not in bytes_in(home)
    assert MINE.encode() in bytes_in(home)
    assert counts(home, Shelf.OWN) == (1, 1)
    assert [one.shelf for one in list_people(home)] == [Shelf.OWN]
    assert not training_home(home, ana).exists()


def test_the_first_runner_can_be_erased_too_and_begin_again(home: Path, ana: Shelf):
    erase_person(home, Shelf.OWN)

    assert MINE.encode() not in bytes_in(home)
    assert counts(home, Shelf.OWN) == (0, 0)
    assert counts(home, ana) == (1, 1)
    assert list_people(home)[0].name == ""
    start_episode(home, shelf=Shelf.OWN, now=NOW)
    assert counts(home, Shelf.OWN) == (1, 0)


def test_everything_is_gone_and_the_app_goes_on(home: Path, ana: Shelf, tmp_path: Path):
    back_up(home, now=NOW)
    erase_records(home)

    left = bytes_in(home)
    assert MINE.encode() not in left
    assert HERS.encode() not in left
    names = {path.name for path in home.rglob("*") if path.is_file()}
    left_of_store = {"backstride.sqlite-wal", "backstride.sqlite-shm"}
    assert names - left_of_store == {"backstride.sqlite", "store.lock", "copies.lock"}
    start_episode(home, shelf=Shelf.OWN, now=NOW)
    import_paths([tmp_path / "run.fit"], home=home)
    assert counts(home, Shelf.OWN) == (1, 1)


def test_copies_hold_what_was_erased_until_they_go_as_well(home: Path):
    back_up(home, now=NOW)
    (home / BACKUPS / "backstride-20261123-090000.zip.age").write_bytes(b"locked")
    assert [one.is_locked for one in list_backups(home)] == [True, False]

    with copies_erased(home):
        assert len(list_backups(home)) == 2
    assert list_backups(home) == ()
    with copies_erased(home):
        assert not (home / BACKUPS).exists()


def test_a_person_who_is_not_there_is_refused(home: Path):
    with pytest.raises(InputError, match="not on this machine"):
        erase_person(home, Shelf("nobody"))
    with pytest.raises(InputError, match="not on this machine"):
        erase_person(home, Shelf.DEMO)


def test_what_is_stored_is_measured(home: Path):
    back_up(home, now=NOW)
    size = stored_data(home)

    assert size.clips_bytes == len(MINE) + len(HERS)
    assert min(size.records_bytes, size.originals_bytes, size.backups_bytes) > 0
    assert size.waiting_bytes == 0
    assert size.total_bytes >= size.records_bytes + size.backups_bytes
