"""A copy comes back while the app runs, whole or not at all, and what was there is put aside first."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from backstride.exchange.fit_activity import encode_activity
from backstride.jobs.board import JobWork, jobs_of, put_up
from backstride.jobs.demo_ready import demo_state
from backstride.jobs.state import JobKind, JobState
from backstride.knowledge.compiled import load_knowledge
from backstride.model.errors import FileError, InputError
from backstride.service.data_care import back_up, export_everything
from backstride.service.episodes import (
    Episode,
    EpisodeState,
    list_episodes,
    next_step_of,
    open_episode,
    replace_state,
    start_episode,
)
from backstride.service.erasing import erase_records
from backstride.service.importing import import_paths
from backstride.service.restoring import bring_back
from backstride.service.runners import add_person, list_people
from backstride.service.shelf import Shelf, training_home
from backstride.service.training_history import history_size
from backstride.store.engine import STORE_FILE
from backstride.store.opening import open_shared_store
from tests.intake.made_files import a_run

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, tzinfo=UTC)


@cache
def story() -> EpisodeState:
    return demo_state(NOW)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    run = tmp_path / "run.fit"
    run.write_bytes(encode_activity(a_run()))
    ana = add_person(home, "Ana", now=NOW).shelf
    import_paths([run], home=home)
    import_paths([run], home=training_home(home, ana))
    start_episode(home, shelf=Shelf.OWN, now=NOW, state=story())
    return home


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Path:
    return back_up(home, now=NOW, target=tmp_path / "copy.zip")


def only(home: Path) -> Episode:
    (episode,) = list_episodes(home, shelf=Shelf.OWN)
    return episode


def test_everything_comes_back_after_everything_was_erased(home: Path, copy: Path):
    before = only(home)
    erase_records(home)
    bring_back(home, copy, now=LATER)

    assert only(home).state == before.state
    assert [one.name for one in list_people(home)] == ["", "Ana"]
    for person in list_people(home):
        assert history_size(home, person.shelf).sessions == 1
    assert len(list(home.rglob("originals/*/*.z"))) == 2


def test_what_was_done_since_is_undone_and_lies_in_a_copy_of_its_own(home: Path, copy: Path):
    stayed = only(home).id
    added = start_episode(home, shelf=Shelf.OWN, now=LATER)
    bo = add_person(home, "Bo", now=LATER).shelf
    open_shared_store(training_home(home, bo))
    (home / "clips").mkdir()
    (home / "clips" / "late.mp4").write_bytes(b"film")
    aside = bring_back(home, copy, now=LATER).before
    assert aside is not None

    assert only(home).id == stayed
    assert not training_home(home, bo).exists()
    assert not (home / "clips" / "late.mp4").exists()
    bring_back(home, aside, now=LATER.replace(hour=10))
    assert {one.id for one in list_episodes(home, shelf=Shelf.OWN)} == {stayed, added.id}
    assert (home / "clips" / "late.mp4").read_bytes() == b"film"


def test_no_step_of_the_interview_that_was_kept_in_memory_is_taken_for_another_state(home: Path):
    knowledge = load_knowledge()
    episode = start_episode(home, shelf=Shelf.OWN, now=NOW)
    copy = back_up(home, now=NOW)
    whole = story()
    answered = replace_state(home, episode.id, whole, now=NOW)
    next_step_of(home, answered, knowledge, now=NOW)
    bring_back(home, copy, now=LATER)
    back = open_episode(home, episode.id)
    assert back.revision > answered.revision

    other = replace(whole, case=replace(whole.case, runner=replace(whole.case.runner, age_years=80)))
    changed = replace_state(home, episode.id, other, now=NOW)
    assert changed.revision > answered.revision + 1


def test_work_that_was_open_when_the_copy_was_made_is_not_begun_again(home: Path, tmp_path: Path):
    case = only(home).id
    put_up(home, case_id=case, kind=JobKind.IMPORT, title="a.zip", work=JobWork())
    copy = back_up(home, now=NOW, target=tmp_path / "open.zip")
    with pytest.raises(InputError, match="is going on"):
        bring_back(home, copy, now=LATER)
    erase_records(home)
    bring_back(home, copy, now=LATER)

    assert [job.state for job in jobs_of(home, case)] == [JobState.STOPPED]


def test_a_store_that_cannot_be_written_keeps_what_it_holds_and_says_so(
    home: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
):
    added = start_episode(home, shelf=Shelf.OWN, now=LATER)

    def full(_home: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("backstride.store.snapshot.empty_log", full)
    with pytest.raises(FileError, match="disk is full"):
        bring_back(home, copy, now=LATER)
    monkeypatch.undo()
    (aside,) = (home / "backups").iterdir()
    bring_back(home, aside, now=LATER.replace(hour=10))

    assert added.id in {one.id for one in list_episodes(home, shelf=Shelf.OWN)}


@pytest.mark.parametrize("damage", ["cut", "text", "export"])
def test_what_is_no_whole_copy_changes_nothing(home: Path, copy: Path, damage: str):
    before = (home / STORE_FILE).read_bytes()
    if damage == "export":
        export_everything(home, copy, now=NOW)
    else:
        copy.write_bytes({"cut": copy.read_bytes()[:-400], "text": b"hello"}[damage])
    with pytest.raises(FileError):
        bring_back(home, copy, now=LATER)

    assert (home / STORE_FILE).read_bytes() == before
    assert not (home / "inbox").exists()
    assert not (home / "backups").exists()


@pytest.mark.prove
def test_a_locked_copy_needs_its_passphrase(home: Path, tmp_path: Path):
    locked = back_up(home, now=NOW, target=tmp_path / "locked.zip", passphrase="a long walk home")
    with pytest.raises(FileError, match="locked"):
        bring_back(home, locked, now=LATER)
    bring_back(home, locked, now=LATER, passphrase="a long walk home")


def test_files_are_for_their_owner_alone(home: Path, copy: Path):
    erase_records(home)
    bring_back(home, copy, now=LATER)

    assert [path for path in home.rglob("*") if path.is_file() and path.stat().st_mode & 0o077] == []
