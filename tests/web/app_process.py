"""The app as a person starts it: a process of its own, which prints its address."""

import contextlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LONGEST_S = 120


@contextlib.contextmanager
def running_app(home: Path, *words: str) -> Iterator[str]:
    """Run the app over a data folder and give its address without the last slash."""
    environment = os.environ | {"BACKSTRIDE_HOME": str(home)}
    command = [sys.executable, "-m", "backstride", "serve", "--no-browser", "--port", "0", *words]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found, "the app did not say where it is"
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield found.group()
        finally:
            process.terminate()
            process.wait(LONGEST_S)


def wait_for(what: Callable[[], object], *, longest_s: float = LONGEST_S) -> None:
    """Wait until something is so."""
    until = time.monotonic() + longest_s
    while not what():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.2)
