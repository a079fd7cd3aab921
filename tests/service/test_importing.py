"""An import stores each session once, can be repeated and killed, and says when the disk is full."""

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from backstride.cli.import_command import progress_text
from backstride.model.errors import FileError
from backstride.service import importing
from backstride.service.importing import ImportProgress, ImportSummary, import_paths
from backstride.service.training import load_of, plan_run, stored_activities
from backstride.store.originals import Originals
from tests.intake.made_files import START, a_fit, a_gpx, cut_off

RUNS = 6


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder of runs, three days apart."""
    folder = tmp_path / "runs"
    folder.mkdir()
    for number in range(RUNS):
        (folder / f"{number}.fit").write_bytes(a_fit(start=START + timedelta(days=3 * number)))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def imported(folder: Path, home: Path) -> ImportSummary:
    return import_paths([folder], home=home)


def test_a_second_import_reads_nothing_again_and_says_the_same(runs: Path, home: Path) -> None:
    first, second = imported(runs, home), imported(runs, home)
    assert (first.new, first.unchanged) == (RUNS, 0)
    assert (second.new, second.unchanged) == (0, RUNS)
    assert second.activities == first.activities == stored_activities(home)


def test_a_changed_file_is_read_again(runs: Path, home: Path) -> None:
    imported(runs, home)
    (runs / "0.fit").write_bytes(a_fit(start=START - timedelta(days=30)))
    assert imported(runs, home).unchanged == RUNS - 1
    assert len(stored_activities(home)) == RUNS + 1


def test_another_recording_of_a_stored_run_is_joined_to_it(runs: Path, home: Path, tmp_path: Path) -> None:
    imported(runs, home)
    (tmp_path / "copy.gpx").write_bytes(a_gpx(start=START))
    summary = import_paths([tmp_path / "copy.gpx"], home=home)
    assert [(pair.kept.file, pair.dropped.file) for pair in summary.duplicates] == [("0.fit", "copy.gpx")]
    assert (summary.new, len(stored_activities(home))) == (0, RUNS)
    assert stored_activities(home)[0].name == "Evening run"


def test_a_better_recording_takes_the_place_of_a_stored_one(home: Path, tmp_path: Path) -> None:
    (tmp_path / "run.gpx").write_bytes(a_gpx(start=START))
    import_paths([tmp_path / "run.gpx"], home=home)
    (tmp_path / "run.fit").write_bytes(a_fit(start=START))
    import_paths([tmp_path / "run.fit"], home=home)
    (kept,) = stored_activities(home)
    assert (kept.file, kept.name) == ("run.fit", "Evening run")


def test_originals_are_kept_whole(runs: Path, home: Path) -> None:
    imported(runs, home)
    data = (runs / "3.fit").read_bytes()
    assert Originals(home).read(hashlib.sha256(data).hexdigest()) == data


def test_a_damaged_file_stops_nothing(runs: Path, home: Path) -> None:
    (runs / "0.fit").write_bytes(cut_off((runs / "0.fit").read_bytes()))
    (runs / "1.fit").write_bytes(b"")
    (runs / "2.fit").write_bytes(b"\xff" * 1000)
    summary = imported(runs, home)
    assert len(summary.activities) == RUNS - 2
    assert {one.file for one in summary.warnings} == {"0.fit", "1.fit", "2.fit"}


def test_progress_is_told_file_by_file(runs: Path, home: Path) -> None:
    told: list[ImportProgress] = []
    import_paths([runs], home=home, progress=told.append)
    assert [(one.done, one.total) for one in told] == [(number, RUNS) for number in range(1, RUNS + 1)]
    assert told[-1].seconds_left == 0.0


def test_progress_inside_an_archive_is_told_entry_by_entry(
    runs: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_TELL_EVERY_S", 0.0)
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in sorted(runs.iterdir()):
            archive.write(path, path.name)
    told: list[ImportProgress] = []
    import_paths([tmp_path / "export.zip"], home=home, progress=told.append)
    assert [(one.entries_done, one.entries) for one in told[:-1]] == [(number, RUNS) for number in range(RUNS)]
    shares = [one.share for one in told]
    assert shares == sorted(shares)
    assert (shares[-1], told[-1].seconds_left) == (1.0, 0.0)
    assert progress_text(told[3]).startswith("3 of 6 files in export.zip, ")
    assert told[3].seconds_left is not None


def test_a_full_disk_is_one_plain_line_and_the_next_import_goes_on(
    runs: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Originals, "keep", full)
        with pytest.raises(FileError, match="No space left on device"):
            imported(runs, home)
    assert imported(runs, home).new == RUNS


@pytest.mark.skipif(os.name == "nt", reason="this system cannot limit the size of files")
@pytest.mark.parametrize("most_bytes", [4_000, 40_000, 90_000, 150_000])
def test_wherever_the_disk_fills_up_the_store_stays_whole(runs: Path, home: Path, most_bytes: int) -> None:
    program = (
        "import resource, sys; from pathlib import Path; from backstride.model.errors import FileError\n"
        "from backstride.service.importing import import_paths\n"
        "import_paths([], home=Path(sys.argv[2]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))\n"
        "try: import_paths([Path(sys.argv[1])], home=Path(sys.argv[2]))\n"
        "except FileError as error: print(error); sys.exit(3)\n"
    )
    words = [sys.executable, "-c", program, str(runs), str(home), str(most_bytes)]
    child = subprocess.run(words, capture_output=True, text=True, check=False)
    assert child.returncode in (0, 3), child.stderr
    assert (child.returncode == 0) == (len(stored_activities(home)) == RUNS)
    if child.returncode:
        assert "could not be stored" in child.stdout
        assert "free some space" in child.stdout
    summary = imported(runs, home)
    assert len(summary.activities) == len(stored_activities(home)) == RUNS
    data = (runs / "3.fit").read_bytes()
    assert Originals(home).read(hashlib.sha256(data).hexdigest()) == data


@pytest.mark.skipif(os.name == "nt", reason="this test kills with a signal")
def test_an_import_that_is_killed_leaves_a_whole_store_and_the_next_one_goes_on(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    first = a_fit()
    for number in range(150):
        data = first if number == 0 else a_fit(start=START + timedelta(days=number))
        (folder / f"{number:03}.fit").write_bytes(data)
    program = "import sys; from pathlib import Path; from backstride.service.importing import import_paths; "
    program += "import_paths([Path(sys.argv[1])], home=Path(sys.argv[2]))"
    child = subprocess.Popen([sys.executable, "-c", program, str(folder), str(home)])
    deadline = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < deadline and len(list(home.rglob("*.z"))) < 60:
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()
    stored = stored_activities(home)
    assert len(stored) < 150
    summary = imported(folder, home)
    assert len(summary.activities) == len(stored_activities(home)) == 150
    assert summary.new == 150 - len(stored)
    shutil.rmtree(folder)


def test_load_and_plans_work_from_the_store_or_from_files(runs: Path, home: Path) -> None:
    imported(runs, home)
    from_store, _ = load_of([], home=home)
    from_files, _ = load_of([runs], home=home / "elsewhere")
    assert from_store == from_files
    plan, _ = plan_run([], home=home, distance_km=5.0, on=(START + timedelta(days=18)).date())
    assert plan.ratio == pytest.approx(5.0 / 3.6)
    assert not (home / "elsewhere").exists()
