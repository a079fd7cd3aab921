"""The runner's data in, out, and gone: what is erased cannot be found again in any byte of the data folder."""

import shutil
import stat
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backstride.exchange.archive import LISTING
from backstride.exchange.fit_activity import encode_activity
from backstride.jobs.demo_ready import demo_state
from backstride.model.activity import LoggedSession
from backstride.model.errors import FileError
from backstride.service.data_care import (
    BACKUPS,
    BACKUPS_KEPT,
    back_up,
    erase_everything,
    export_everything,
    restore,
)
from backstride.service.episodes import erase_episode, list_episodes, open_episode, start_episode
from backstride.service.importing import import_paths
from backstride.service.shelf import Shelf
from backstride.store.opening import open_shared_store
from tests.intake.made_files import a_run

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECRET = "zebra-in-the-garden"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with two episodes, one of which carries words that must not survive, and an imported run."""
    home = tmp_path / "home"
    run = tmp_path / "run.fit"
    run.write_bytes(encode_activity(a_run()))
    import_paths([run], home=home)
    for note in (SECRET, "nothing special"):
        state = demo_state(NOW)
        log = (LoggedSession(date=date(2026, 11, 20), minutes=33.0, note=note),)
        state = replace(state, case=replace(state.case, note=note * 200, log=log))
        start_episode(home, shelf=Shelf.OWN, now=NOW, state=state)
    return home


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def episodes(home: Path) -> list[str]:
    return sorted(one.id for one in list_episodes(home, shelf=Shelf.OWN))


def reopened(home: Path) -> None:
    """Forget what was opened, as a program that starts anew."""
    from backstride.store import opening

    engine = opening._OPENED.pop(home, None)
    if engine is not None:
        engine.dispose()
    from backstride.store.engine import open_store

    open_store.cache_clear()


def test_an_erased_episode_cannot_be_found_in_any_byte_of_the_data_folder(home: Path) -> None:
    gone = next(one.id for one in list_episodes(home, shelf=Shelf.OWN) if SECRET in one.case.note)
    assert SECRET.encode() in everything_in(home)

    erase_episode(home, gone)

    assert SECRET.encode() not in everything_in(home)
    assert gone.encode() not in everything_in(home)
    assert b"nothing special" in everything_in(home)


def test_a_backup_brings_everything_back(home: Path, tmp_path: Path) -> None:
    before = {one: open_episode(home, one) for one in episodes(home)}
    with open_shared_store(home).connect():  # the app is open meanwhile
        file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    reopened(home)
    shutil.rmtree(home)

    assert restore(home, file, now=NOW) is None
    assert {one: open_episode(home, one) for one in episodes(home)} == before
    assert list(home.rglob("originals/*/*.z"))


def test_what_was_there_is_kept_beside_it(home: Path, tmp_path: Path) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    reopened(home)
    kept = restore(home, file, now=NOW)

    assert kept == home.with_name("home-before-20261122-090000")
    assert (kept / "backstride.sqlite").is_file()


def test_only_the_newest_backups_are_kept(home: Path) -> None:
    files = [back_up(home, now=NOW + timedelta(days=day)) for day in range(BACKUPS_KEPT + 2)]
    assert sorted((home / BACKUPS).iterdir()) == sorted(files[2:])


def test_a_locked_backup_opens_with_its_passphrase_alone(home: Path, tmp_path: Path) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip", passphrase="a long walk home")
    assert file.name == "copy.zip.age"
    assert not (tmp_path / "copy.zip").exists()
    assert SECRET.encode() not in file.read_bytes()
    reopened(home)

    for wrong in (None, "a short walk"):
        with pytest.raises(FileError, match=r"locked|passphrase"):
            restore(home, file, now=NOW, passphrase=wrong)
    restore(home, file, now=NOW, passphrase="a long walk home")
    assert len(episodes(home)) == 2


def test_files_are_for_their_owner_alone(home: Path, tmp_path: Path) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    reopened(home)
    restore(home, file, now=NOW)
    for path in (file, *(one for one in home.rglob("*") if one.is_file())):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


@pytest.mark.parametrize("damage", ["cut", "flipped", "text", "empty"])
def test_a_damaged_backup_changes_nothing(home: Path, tmp_path: Path, damage: str) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    data = bytearray(file.read_bytes())
    if damage == "flipped":
        data[len(data) // 2] ^= 0xFF
    file.write_bytes({"cut": data[: len(data) // 2], "flipped": data, "text": b"hello", "empty": b""}[damage])
    before = everything_in(home)

    with pytest.raises(FileError):
        restore(home, file, now=NOW)
    assert everything_in(home) == before
    assert [path.name for path in home.parent.iterdir() if path.name.startswith(".home-")] == []


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside", "a/../../outside", "C:evil", "a\\b"])
def test_an_archive_writes_nowhere_else(home: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "evil.zip"
    listing = f'{{"kind":"backup","made_at":"2026-11-22T09:00:00Z","program":"0","files":{{"{name}":"00"}}}}'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(LISTING, listing.replace("\\", "\\\\"))
        archive.writestr(name, "x")

    with pytest.raises(FileError):
        restore(home, file, now=NOW)
    assert not list(tmp_path.rglob("outside*"))


def test_an_export_is_open_to_read_and_is_no_backup(home: Path, tmp_path: Path) -> None:
    file = export_everything(home, tmp_path / "mine.zip", now=NOW)
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        told = [archive.read(name).decode() for name in names if name.startswith("episodes/")]

    assert "READ-ME.txt" in names
    assert any(SECRET in text for text in told)
    assert any(name.startswith("originals/") for name in names)
    with pytest.raises(FileError, match="not a backup"):
        restore(home, file, now=NOW)


def test_everything_can_be_erased(home: Path) -> None:
    reopened(home)
    erase_everything(home)
    assert not home.exists()
    erase_everything(home)


def test_there_is_nothing_to_back_up_before_the_first_use(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="nothing here yet"):
        back_up(tmp_path / "nobody", now=NOW)
