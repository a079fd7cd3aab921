"""The runner's data in, out, and gone: what is erased cannot be found again in any byte of the data folder."""

import errno
import shutil
import stat
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from backstride.exchange import archive
from backstride.exchange.archive import LISTING
from backstride.exchange.fit_activity import encode_activity
from backstride.model.activity import LoggedSession
from backstride.model.case import Case
from backstride.model.errors import FileError, UsageError
from backstride.model.runner import Runner
from backstride.service.data_care import (
    BACKUPS,
    BACKUPS_KEPT,
    back_up,
    erase_everything,
    export_everything,
)
from backstride.service.episodes import EpisodeState, erase_episode, list_episodes, open_episode, start_episode
from backstride.service.importing import import_paths
from backstride.service.restoring import bring_back
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
        log = (LoggedSession(date=date(2026, 11, 20), minutes=33.0, note=note),)
        case = Case(runner=Runner(age_years=38), note=note * 200, log=log)
        start_episode(home, shelf=Shelf.OWN, now=NOW, state=EpisodeState(case=case))
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
    before = {one: open_episode(home, one).state for one in episodes(home)}
    with open_shared_store(home).connect():  # the app is open meanwhile
        file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    reopened(home)
    shutil.rmtree(home)

    assert bring_back(home, file, now=NOW).before is None
    assert {one: open_episode(home, one).state for one in episodes(home)} == before
    assert list(home.rglob("originals/*/*.z"))


def test_where_no_store_opens_what_is_there_is_put_aside(home: Path, tmp_path: Path) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    reopened(home)
    (home / "backstride.sqlite").write_bytes(b"no data base any more")
    (home / "note.txt").write_text("lies there too")
    kept = bring_back(home, file, now=NOW).before

    assert kept == home / BACKUPS / "put-aside-20261122-090000"
    assert (kept / "backstride.sqlite").read_bytes() == b"no data base any more"
    assert (kept / "note.txt").is_file()
    assert not (home / "note.txt").exists()
    assert len(episodes(home)) == 2


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
            bring_back(home, file, now=NOW, passphrase=wrong)
    bring_back(home, file, now=NOW, passphrase="a long walk home")
    assert len(episodes(home)) == 2


def test_the_name_of_a_locked_file_ends_in_age_once_and_an_open_one_never_takes_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda data, _word: b"locked" + data)
    assert back_up(home, now=NOW, target=tmp_path / "x.age", passphrase="a long walk home") == tmp_path / "x.age"
    exported = export_everything(home, tmp_path / "y.age", now=NOW, passphrase="a long walk home")
    assert exported == tmp_path / "y.age"
    assert (tmp_path / "x.age").read_bytes()[:6] == exported.read_bytes()[:6] == b"locked"
    for make in (lambda to: back_up(home, now=NOW, target=to), lambda to: export_everything(home, to, now=NOW)):
        with pytest.raises(UsageError, match="is for a locked file"):
            make(tmp_path / "z.age")
    assert {path.name for path in tmp_path.glob("*.*")} == {"run.fit", "x.age", "y.age"}


def test_a_file_is_for_its_owner_alone_while_it_is_being_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    whole = archive._add

    def look(*given: object) -> str:
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("*.part"))
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in (home / BACKUPS).rglob("*") if path.is_file())
        return whole(*given)

    monkeypatch.setattr(archive, "_add", look)
    back_up(home, now=NOW, target=tmp_path / "copy.zip")
    assert set(seen) == {0o600}


@pytest.mark.parametrize(("name", "line"), [("nowhere.zip", "there is no such file"), ("", "cannot be read")])
def test_a_file_that_is_not_there_is_not_called_damaged(home: Path, tmp_path: Path, name: str, line: str) -> None:
    with pytest.raises(FileError, match=line):
        bring_back(home, tmp_path / name, now=NOW)
    with pytest.raises(FileError, match=line):
        bring_back(tmp_path / "new", tmp_path / name, now=NOW)
    assert not (tmp_path / "new").exists()


def test_a_disk_without_room_is_not_taken_for_a_damaged_copy(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_take_out", full)
    with pytest.raises(FileError, match="no room on the disk"):
        bring_back(home, file, now=NOW)
    assert len(episodes(home)) == 2


def test_files_are_for_their_owner_alone(home: Path, tmp_path: Path) -> None:
    file = back_up(home, now=NOW, target=tmp_path / "copy.zip")
    reopened(home)
    bring_back(home, file, now=NOW)
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
        bring_back(home, file, now=NOW)
    assert everything_in(home) == before
    assert not (home / BACKUPS).exists()


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside", "a/../../outside", "C:evil", "a\\b"])
def test_an_archive_writes_nowhere_else(home: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "evil.zip"
    listing = f'{{"kind":"backup","made_at":"2026-11-22T09:00:00Z","program":"0","files":{{"{name}":"00"}}}}'
    with zipfile.ZipFile(file, "w") as evil:
        evil.writestr(LISTING, listing.replace("\\", "\\\\"))
        evil.writestr(name, "x")

    with pytest.raises(FileError):
        bring_back(home, file, now=NOW)
    assert not list(tmp_path.rglob("outside*"))


def test_an_export_is_open_to_read_and_is_no_backup(home: Path, tmp_path: Path) -> None:
    file = export_everything(home, tmp_path / "mine.zip", now=NOW)
    with zipfile.ZipFile(file) as mine:
        names = mine.namelist()
        told = [mine.read(name).decode() for name in names if name.startswith("episodes/")]

    assert "READ-ME.txt" in names
    assert any(SECRET in text for text in told)
    assert any(name.startswith("originals/") for name in names)
    with pytest.raises(FileError, match="not a backup"):
        bring_back(home, file, now=NOW)


def test_everything_can_be_erased(home: Path) -> None:
    reopened(home)
    erase_everything(home)
    assert not home.exists()
    erase_everything(home)


def test_there_is_nothing_to_back_up_before_the_first_use(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="nothing here yet"):
        back_up(tmp_path / "nobody", now=NOW)
