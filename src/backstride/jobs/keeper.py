"""Keeps one worker alive beside the app: starts it, starts it again when it dies, ends it with the app."""

from __future__ import annotations

import secrets
import subprocess
import sys
import threading
from pathlib import Path

from backstride.jobs.running import recover

__all__ = ["WorkerKeeper"]

_LOOK_S = 0.5
_LONGEST_WAIT_S = 30.0
_LONG_LIFE_S = 20.0


class WorkerKeeper:
    """One worker process and the thread that watches it.

    Parameters
    ----------
    home
        The data folder it works on.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._done = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True, name="worker-keeper")

    @property
    def pid(self) -> int | None:
        """The worker's process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Start the worker and watch it."""
        self._thread.start()

    def close(self) -> None:
        """End the worker. A job it was working on goes on next time."""
        self._done.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _watch(self) -> None:
        pause_s = _LOOK_S
        while not self._done.is_set():
            name = secrets.token_hex(4)
            lived_s = self._run_one(name)
            if self._done.is_set():
                return
            recover(self.home, dead_worker=name)
            pause_s = _LOOK_S if lived_s > _LONG_LIFE_S else min(pause_s * 2, _LONGEST_WAIT_S)
            self._done.wait(pause_s)

    def _run_one(self, name: str) -> float:
        """Run a worker until it ends; gives how long it lived, in seconds."""
        command = [sys.executable, "-m", "backstride.jobs.worker", str(self.home), name]
        lived_s = 0.0
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:  # noqa: S603 - our own module
            self._process = process
            while process.poll() is None:
                if self._done.wait(_LOOK_S):
                    process.kill()
                lived_s += _LOOK_S
        return lived_s
