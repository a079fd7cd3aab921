"""The worker process: takes jobs from the queue one at a time, and ends with the app that started it.

Started as ``python -m backstride.jobs.worker HOME NAME``.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

from backstride.jobs.daily_copies import keep_daily_copies
from backstride.jobs.leases import RENEW_S, LeaseWatch
from backstride.jobs.leftovers import clear_leftovers
from backstride.jobs.limits import limit_memory
from backstride.jobs.queue import queue_of
from backstride.jobs.running import WORKER_NAME, recover
from backstride.jobs.state import JobState
from backstride.model.errors import UserError
from backstride.store.jobs import list_jobs
from backstride.store.opening import open_shared_store

__all__ = ["main"]

_NICER = 10
"""A page must not wait for a clip: it gets what is left of the machine, which is all of it while nobody clicks."""
_POLL_S = 0.1
_SLOWEST_POLL_S = 0.5


def main(home: Path, name: str) -> None:
    """Work until the app goes away."""
    os.environ[WORKER_NAME] = name
    logging.getLogger("huey").addHandler(logging.NullHandler())
    logging.getLogger("huey").propagate = False
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICER)
    limit_memory()
    threading.Thread(target=_end_with_parent, daemon=True, name="parent").start()
    recover(home, dead_worker="")
    threading.Thread(target=_look_after_others, args=(home, name), daemon=True, name="leases").start()
    threading.Thread(target=keep_daily_copies, args=(home,), daemon=True, name="daily-copies").start()
    consumer = queue_of(home).huey.create_consumer(
        workers=1,
        worker_type="thread",
        periodic=False,
        initial_delay=_POLL_S,
        max_delay=_SLOWEST_POLL_S,
        check_worker_health=False,
    )
    consumer.run()


def _look_after_others(home: Path, name: str) -> None:
    """Take over jobs of workers that are gone, and clear away what nobody sent to its end."""
    watch = LeaseWatch()
    while True:
        # A full disk or a busy store now: look again in a moment.
        with contextlib.suppress(UserError):
            _take_over(home, name, watch)
            clear_leftovers(home)
        time.sleep(RENEW_S)


def _take_over(home: Path, name: str, watch: LeaseWatch) -> None:
    with open_shared_store(home).connect() as connection:
        running = list_jobs(connection, states=(JobState.RUNNING.value,))
    expired = watch.expired((row for row in running if row.worker != name), now_s=time.monotonic())
    if expired:
        recover(home, expired=expired)


def _end_with_parent() -> None:
    """Wait for the app to close its end of the pipe, then stop at once; the job is tried again next time."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2])
    except UserError as problem:
        sys.exit(problem.line())
