"""A large file in pieces: it goes on where it stopped, never twice, never beyond its size, never onto a full disk."""

import os
import shutil
from pathlib import Path

import pytest

from backstride.jobs import parcel as parcels
from backstride.jobs.board import INBOX, JobWork, inbox_of, put_up
from backstride.jobs.leftovers import KEPT_S, clear_leftovers
from backstride.jobs.parcel import (
    LARGEST_UPLOAD_BYTES,
    MisplacedPieceError,
    Parcel,
    announce_parcel,
    append_piece,
    drop_parcel,
    find_parcel,
    list_parcels,
    take_parcel,
)
from backstride.jobs.state import JobKind
from backstride.model.errors import FileError, LimitError
from backstride.store.opening import open_shared_store

CASE = "0123456789abcdef"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    open_shared_store(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def parcel(home: Path) -> Parcel:
    return announce_parcel(home, case_id=CASE, name="all.zip", size_bytes=10)


def now(home: Path, parcel: Parcel) -> Parcel:
    found = find_parcel(home, CASE, parcel.id)
    assert found is not None
    return found


def test_goes_on_where_it_stopped_and_is_whole_at_the_end(home: Path, parcel: Parcel, tmp_path: Path):
    assert append_piece(home, parcel, b"12345", offset_bytes=0) == 5
    assert [one.taken_bytes for one in list_parcels(home, CASE)] == [5]
    append_piece(home, parcel, b"67890", offset_bytes=5)
    path = take_parcel(home, now(home, parcel), tmp_path)

    assert path == tmp_path / "all.zip"
    assert path.read_bytes() == b"1234567890"
    assert list((home / INBOX).iterdir()) == []


def test_a_piece_sent_twice_or_by_two_tabs_is_written_once(home: Path, parcel: Parcel):
    append_piece(home, parcel, b"12345", offset_bytes=0)
    with pytest.raises(MisplacedPieceError) as told:
        append_piece(home, parcel, b"12345", offset_bytes=0)

    assert told.value.taken_bytes == now(home, parcel).taken_bytes == 5


def test_a_file_taken_twice_is_given_once(home: Path, parcel: Parcel, tmp_path: Path):
    append_piece(home, parcel, b"1234567890", offset_bytes=0)
    whole = now(home, parcel)

    assert take_parcel(home, whole, tmp_path) is not None
    assert take_parcel(home, whole, tmp_path) is None
    assert find_parcel(home, CASE, parcel.id) is None


def test_a_file_that_is_not_whole_is_not_taken(home: Path, parcel: Parcel, tmp_path: Path):
    append_piece(home, parcel, b"123", offset_bytes=0)
    with pytest.raises(FileError, match="still missing"):
        take_parcel(home, now(home, parcel), tmp_path)


@pytest.mark.parametrize("size_bytes", [0, LARGEST_UPLOAD_BYTES + 1, 10 * 2**30])
def test_what_is_empty_or_too_large_is_refused_before_a_byte_is_stored(home: Path, size_bytes: int):
    with pytest.raises(LimitError, match="nothing was added"):
        announce_parcel(home, case_id=CASE, name="all.zip", size_bytes=size_bytes)

    assert not (home / INBOX).exists()


def test_what_does_not_fit_on_the_disk_is_refused_before_a_byte_is_stored(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parcels, "FREE_BYTES", shutil.disk_usage(home).free)
    with pytest.raises(LimitError, match="disk is almost full"):
        announce_parcel(home, case_id=CASE, name="all.zip", size_bytes=10)

    assert list((home / INBOX).iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full on this system")
def test_a_disk_that_fills_up_meanwhile_is_told_in_plain_words(home: Path, parcel: Parcel):
    content = home / INBOX / f"parcel-{parcel.id}" / "content"
    content.unlink()
    content.symlink_to("/dev/full")

    with pytest.raises(LimitError, match="free some space"):
        append_piece(home, parcel, b"12345", offset_bytes=0)


def test_more_than_was_announced_is_refused(home: Path, parcel: Parcel):
    with pytest.raises(LimitError, match="longer than"):
        append_piece(home, parcel, b"12345678901", offset_bytes=0)


@pytest.mark.parametrize("name", ["", "../../etc", "..", "parcel-x/..", "\u0661"])
def test_is_found_by_its_own_name_and_case_alone(home: Path, parcel: Parcel, name: str):
    assert find_parcel(home, CASE, name) is None
    assert find_parcel(home, "another", parcel.id) is None


def test_can_be_thrown_away(home: Path, parcel: Parcel):
    drop_parcel(home, parcel)
    assert list_parcels(home, CASE) == ()


def test_belongs_to_its_owner_alone(home: Path, parcel: Parcel):
    append_piece(home, parcel, b"12345", offset_bytes=0)
    folder = home / INBOX / f"parcel-{parcel.id}"

    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))


class TestAfterADay:
    def later(self, home: Path) -> float:
        return max(path.stat().st_mtime for path in (home / INBOX).rglob("*")) + KEPT_S + 60

    def test_what_was_never_finished_is_gone(self, home: Path, parcel: Parcel):
        half = inbox_of(home)
        (half / "half.fit").touch()

        assert clear_leftovers(home) == 0
        assert clear_leftovers(home, now_s=self.later(home)) == 2
        assert list((home / INBOX).iterdir()) == []
        assert find_parcel(home, CASE, parcel.id) is None

    def test_what_a_job_waits_for_stays(self, home: Path):
        folder = inbox_of(home)
        (folder / "a.fit").touch()
        put_up(home, case_id=CASE, kind=JobKind.IMPORT, title="a.fit", work=JobWork(folder=folder.name))

        assert clear_leftovers(home, now_s=self.later(home)) == 0
        assert folder.is_dir()

    def test_what_is_still_arriving_stays(self, home: Path, parcel: Parcel):
        folder = home / INBOX / f"parcel-{parcel.id}"
        later = self.later(home)
        os.utime(folder / "content", (later, later))

        assert clear_leftovers(home, now_s=later) == 0
