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
from pathlib import Path

from backstride.jobs.queue import queue_of
from backstride.jobs.running import WORKER_NAME, recover
from backstride.model.errors import UserError

__all__ = ["main"]

_NICER = 5
_POLL_S = 0.1
_SLOWEST_POLL_S = 0.5


def main(home: Path, name: str) -> None:
    """Work until the app goes away."""
    os.environ[WORKER_NAME] = name
    logging.getLogger("huey").addHandler(logging.NullHandler())
    logging.getLogger("huey").propagate = False
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICER)
    threading.Thread(target=_end_with_parent, daemon=True, name="parent").start()
    recover(home, dead_worker="")
    consumer = queue_of(home).huey.create_consumer(
        workers=1,
        worker_type="thread",
        periodic=False,
        initial_delay=_POLL_S,
        max_delay=_SLOWEST_POLL_S,
        check_worker_health=False,
    )
    consumer.run()


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
