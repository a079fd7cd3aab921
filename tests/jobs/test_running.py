"""A job from the board to its end: done, failed, stopped, tried again, given up."""

import errno
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backstride.jobs import running
from backstride.jobs.board import INBOX, JobWork, clear_jobs, files_of, inbox_of, jobs_of, put_up, stop, work_of
from backstride.jobs.leases import RENEW_S, LeaseWatch
from backstride.jobs.report_back import Reporter
from backstride.jobs.running import MOST_ATTEMPTS, WORKER_NAME, recover, run_job
from backstride.jobs.state import Job, JobKind, JobState
from backstride.model.errors import FileError
from backstride.service.episodes import Episode, open_episode, start_episode
from backstride.service.shelf import Shelf
from backstride.store.jobs import JobRow, change_job, list_jobs, read_job
from backstride.store.opening import open_shared_store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
Work = Callable[[Path, JobRow, Reporter], str]
Swap = Callable[[Work], None]
LOG = b"date,minutes,distance_km\n2026-11-18,60,11\n2026-11-20,30,5\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def episode(home: Path) -> Episode:
    return start_episode(home, shelf=Shelf.OWN, now=NOW)


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Swap:
    """Let every job do something else."""

    def swap(work: Work) -> None:
        monkeypatch.setattr(running, "_work", lambda _: work)

    return swap


def uploaded(home: Path, episode: Episode, name: str, data: bytes, kind: JobKind = JobKind.IMPORT) -> str:
    folder = inbox_of(home)
    (folder / name).write_bytes(data)
    return put_up(home, case_id=episode.id, kind=kind, title=name, work=JobWork(folder=folder.name))


def running_rows(home: Path) -> tuple[JobRow, ...]:
    with open_shared_store(home).connect() as connection:
        return list_jobs(connection, states=(JobState.RUNNING.value,))


def only_job(home: Path, episode: Episode) -> Job:
    (job,) = jobs_of(home, episode.id)
    return job


class TestAFile:
    def test_is_read_into_the_store_and_its_upload_is_removed(self, home: Path, episode: Episode):
        run_job(home, uploaded(home, episode, "runs.csv", LOG))

        job = only_job(home, episode)
        assert job.state is JobState.DONE
        assert job.message.startswith("2 new sessions")
        assert list((home / INBOX).iterdir()) == []

    def test_leaves_nothing_of_its_way_behind_even_when_the_worker_is_killed(
        self, home: Path, episode: Episode, instead: Swap
    ):
        half_done: list[Path] = []

        def be_killed(_home: Path, _row: JobRow, _reporter: Reporter) -> str:
            half_done.append(Path(tempfile.mkdtemp()) / "keypoints")
            half_done[0].write_bytes(b"half of a runner")
            raise KeyboardInterrupt

        instead(be_killed)
        before = tempfile.gettempdir()
        job_id = uploaded(home, episode, "run.mp4", b"film", JobKind.CLIP)
        with pytest.raises(KeyboardInterrupt):
            run_job(home, job_id)

        assert half_done[0].is_relative_to(home / INBOX)
        assert not half_done[0].exists()
        assert tempfile.gettempdir() == before

    def test_that_is_read_again_adds_nothing(self, home: Path, episode: Episode):
        run_job(home, uploaded(home, episode, "runs.csv", LOG))
        run_job(home, uploaded(home, episode, "runs.csv", LOG))

        assert "2 were here already" in jobs_of(home, episode.id)[1].message

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("broken.fit", b"\x0e\x10\x00\x00\xff\xff\xff\xff.FIT\x00\x00" + b"\x55" * 200),
            ("notes.zip", b"PK\x03\x04junk"),
        ],
    )
    def test_that_cannot_be_read_ends_in_one_plain_line_and_loses_nothing(
        self, home: Path, episode: Episode, name: str, data: bytes
    ):
        run_job(home, uploaded(home, episode, "runs.csv", LOG))
        run_job(home, uploaded(home, episode, name, data))

        job = jobs_of(home, episode.id)[1]
        assert job.state is JobState.FAILED
        assert name in job.message
        assert "Next:" in job.message
        assert "\n" not in job.message
        assert "2 were here already" not in job.message

    def test_whose_case_was_erased_meanwhile_is_dropped(self, home: Path, episode: Episode):
        job_id = uploaded(home, episode, "runs.csv", LOG)
        clear_jobs(home, episode.id)
        run_job(home, job_id)

        assert jobs_of(home, episode.id) == ()
        assert list((home / INBOX).iterdir()) == []


class TestAJob:
    def test_reports_how_far_it_is(self, home: Path, episode: Episode, instead: Swap):
        seen: list[Job] = []

        def work(home: Path, row: JobRow, reporter: Reporter) -> str:
            reporter.progress(0.4, "Almost half.")
            seen.append(only_job(home, episode))
            return "Fine."

        instead(work)
        run_job(home, uploaded(home, episode, "a.fit", b"x"))

        assert (seen[0].state, seen[0].progress, seen[0].message) == (JobState.RUNNING, 0.4, "Almost half.")
        assert (only_job(home, episode).progress, only_job(home, episode).message) == (1.0, "Fine.")

    def test_tells_a_mistake_of_the_person_in_its_own_words(self, home: Path, episode: Episode, instead: Swap):
        def work(*_: object) -> str:
            raise FileError("this is a shopping list", where="a.fit", advice="send a run")

        instead(work)
        run_job(home, uploaded(home, episode, "a.fit", b"x"))

        assert only_job(home, episode).message == "a.fit: this is a shopping list. Next: send a run."

    def test_owns_up_to_a_mistake_of_ours_and_clears_up(self, home: Path, episode: Episode, instead: Swap):
        def work(*_: object) -> str:
            raise ZeroDivisionError("secret")

        instead(work)
        job_id = uploaded(home, episode, "a.fit", b"x")
        with pytest.raises(ZeroDivisionError):
            run_job(home, job_id)

        job = only_job(home, episode)
        assert job.state is JobState.FAILED
        assert "our mistake" in job.message
        assert "secret" not in job.message
        assert list((home / INBOX).iterdir()) == []

    @pytest.mark.parametrize(
        ("problem", "line"),
        [
            (OSError(errno.ENOSPC, "secret"), "The disk is full. What was stored before is safe."),
            (MemoryError("secret"), "This needs more memory than one file may take."),
        ],
    )
    def test_that_finds_no_room_says_so(
        self, home: Path, episode: Episode, instead: Swap, problem: Exception, line: str
    ):
        def work(*_: object) -> str:
            raise problem

        instead(work)
        run_job(home, uploaded(home, episode, "a.fit", b"x"))

        assert only_job(home, episode).state is JobState.FAILED
        assert only_job(home, episode).message.startswith(line)

    def test_that_never_ends_is_given_up_and_its_worker_ends(
        self, home: Path, episode: Episode, instead: Swap, monkeypatch: pytest.MonkeyPatch
    ):
        ended = threading.Event()

        monkeypatch.setattr(running, "LONGEST_JOB_S", -1.0)
        monkeypatch.setattr(running, "RENEW_S", 0.01)
        monkeypatch.setattr(running, "_end_worker", ended.set)
        seen: list[Job] = []

        def work(*_: object) -> str:
            assert ended.wait(10)
            seen.append(only_job(home, episode))
            return ""

        instead(work)
        run_job(home, uploaded(home, episode, "a.fit", b"x"))

        assert seen[0].state is JobState.FAILED
        assert "longer than two hours" in seen[0].message

    def test_stops_when_asked_to(self, home: Path, episode: Episode, instead: Swap):
        def work(home: Path, row: JobRow, reporter: Reporter) -> str:
            stop(home, row.id)
            reporter.progress(0.5)
            return "went on"

        instead(work)
        run_job(home, uploaded(home, episode, "a.fit", b"x"))

        assert only_job(home, episode).state is JobState.STOPPED

    def test_that_has_not_begun_is_stopped_at_once(self, home: Path, episode: Episode):
        job_id = uploaded(home, episode, "a.fit", b"x")
        stop(home, job_id)
        run_job(home, job_id)

        assert only_job(home, episode).state is JobState.STOPPED
        assert list((home / INBOX).iterdir()) == []

    def test_is_done_once_even_when_it_stands_in_line_twice(self, home: Path, episode: Episode, instead: Swap):
        runs: list[str] = []

        def work(home: Path, row: JobRow, reporter: Reporter) -> str:
            runs.append(row.id)
            return ""

        instead(work)
        job_id = uploaded(home, episode, "a.fit", b"x")
        run_job(home, job_id)
        run_job(home, job_id)

        assert runs == [job_id]


class TestADeadWorker:
    @pytest.fixture
    def orphan(self, home: Path, episode: Episode, monkeypatch: pytest.MonkeyPatch) -> str:
        """A job that was running when its worker was killed."""
        monkeypatch.setenv(WORKER_NAME, "worker-1")
        job_id = uploaded(home, episode, "runs.csv", LOG)
        assert running._take(home, job_id) is not None
        return job_id

    def test_leaves_its_job_to_the_next_one(self, home: Path, episode: Episode, orphan: str):
        recover(home, dead_worker="worker-1")
        assert only_job(home, episode).state is JobState.WAITING

        run_job(home, orphan)
        assert only_job(home, episode).state is JobState.DONE

    @pytest.mark.usefixtures("orphan")
    def test_is_believed_to_live_while_its_lease_runs(self, home: Path, episode: Episode):
        recover(home)
        assert only_job(home, episode).state is JobState.RUNNING

    def test_is_believed_dead_when_its_lease_stands_still(self, home: Path, episode: Episode, orphan: str):
        watch = LeaseWatch()
        for now_s in (100.0, 100.0 + 3 * RENEW_S):
            expired = watch.expired(running_rows(home), now_s=now_s)
        recover(home, expired=expired)

        assert expired == {orphan}
        assert only_job(home, episode).state is JobState.WAITING

    @pytest.mark.parametrize("clock", ["2020-01-01T00:00:00.000+00:00", "2090-01-01T00:00:00.000+00:00"])
    def test_is_believed_to_live_while_it_renews_its_lease_whatever_the_time_of_day_says(
        self, home: Path, orphan: str, clock: str
    ):
        watch = LeaseWatch()
        watch.expired(running_rows(home), now_s=0.0)
        with open_shared_store(home).begin() as connection:
            change_job(connection, orphan, {"lease_until": clock})

        assert watch.expired(running_rows(home), now_s=2 * RENEW_S) == set()
        assert watch.expired(running_rows(home), now_s=4 * RENEW_S) == set()
        assert watch.expired(running_rows(home), now_s=5 * RENEW_S) == {orphan}

    def test_twice_by_the_same_job_is_enough(self, home: Path, episode: Episode, orphan: str):
        for attempt in range(1, MOST_ATTEMPTS):
            recover(home, dead_worker="worker-1")
            assert running._take(home, orphan) is not None, attempt
        recover(home, dead_worker="worker-1")

        job = only_job(home, episode)
        assert job.state is JobState.FAILED
        assert "took our worker down twice" in job.message
        assert open_episode(home, episode.id) == episode


def test_the_files_of_a_job_are_listed_by_name(home: Path, episode: Episode):
    folder = inbox_of(home)
    for name in ("b.fit", "a.fit"):
        (folder / name).touch()
    job_id = put_up(home, case_id=episode.id, kind=JobKind.IMPORT, title="two", work=JobWork(folder=folder.name))
    with open_shared_store(home).connect() as connection:
        row = read_job(connection, job_id)

    assert row is not None
    assert [path.name for path in files_of(home, work_of(row))] == ["a.fit", "b.fit"]
    assert folder.stat().st_mode & 0o077 == 0
