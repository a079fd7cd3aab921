"""FIT decoding against the official reader, fitdecode and, where it is installed, fitfast (``pip install fitfast``).

Run: ``python -m benchmarks.fit_decode [FOLDER_OR_FILES]``; without any, the demo runner's own files are decoded. Times
are CPU seconds of one process, file by file and reader by reader in turn, so that a busy machine disturbs all alike.
"""

from __future__ import annotations

import contextlib
import io
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

from backstride.demo.history import history_files
from backstride.intake.fit.messages import decode_parts
from backstride.intake.fit.reader import read_fit
from backstride.intake.reading import FileIdentity

BUDGET = (
    "records at least 100 times as fast as the official reader, the complete file with its checksum at least "
    "50 times, and at least twice the fastest reader that can be installed"
)

Reader = Callable[[bytes], object]
DEMO_FILES = 60
WORTH_REPEATING_S = 0.05
RECORDS = frozenset({"record"})


def official(data: bytes) -> object:
    """Decode everything, the checksum included."""
    from garmin_fit_sdk import Decoder, Stream

    return Decoder(Stream.from_bytes_io(io.BytesIO(data))).read()


def fitdecode_all(data: bytes) -> object:
    """Decode everything."""
    import fitdecode

    with fitdecode.FitReader(io.BytesIO(data), error_handling=fitdecode.ErrorHandling.IGNORE) as reader:
        return list(reader)


def readers() -> dict[str, Reader]:
    """Name each reader that is installed."""
    found: dict[str, Reader] = {
        "garmin-fit-sdk, all": official,
        "fitdecode, all": fitdecode_all,
        "backstride, records": lambda data: decode_parts(data, only=RECORDS),
        "backstride, all": decode_parts,
        "backstride, sessions": lambda data: read_fit(data, FileIdentity.of("run.fit", data)),
    }
    try:
        import fitfast
    except ImportError:
        print("fitfast is not installed, so it is left out.")
        return found
    return found | {"fitfast, records": fitfast.records, "fitfast, all": fitfast.parse}


def main(paths: list[str]) -> None:
    """Print the table: seconds for each megabyte, and how many times as fast as the official reader."""
    files = _files([Path(path) for path in paths])
    installed = readers()
    seconds = {name: [0.0] * len(files) for name in installed}
    raised = dict.fromkeys(seconds, 0)
    for read in installed.values():
        with contextlib.suppress(Exception):  # tables and modules are loaded outside the clock
            read(files[0])
    for index, data in enumerate(files):
        for name, read in installed.items():
            try:
                seconds[name][index] = _best_s(read, data)
            except Exception:  # noqa: BLE001 - a peer that gives up is counted, not followed
                raised[name] += 1
    megabytes = sum(map(len, files)) / 1e6
    official_s = sum(seconds["garmin-fit-sdk, all"])
    print(f"{len(files)} files, {megabytes:.1f} MB")
    print(f"{'reader':24} {'s/MB':>8} {'times the official reader':>27} {'gave up':>8}")
    for name, each in seconds.items():
        print(f"{name:24} {sum(each) / megabytes:8.4f} {official_s / sum(each):27.1f} {raised[name]:8}")


def _best_s(read: Reader, data: bytes) -> float:
    """Give the CPU seconds of the best of some calls; slow readers get one."""
    best, spent = float("inf"), 0.0
    while spent < WORTH_REPEATING_S:
        start = time.process_time()
        read(data)
        best = min(best, time.process_time() - start)
        spent += best
    return best


def _files(paths: list[Path]) -> list[bytes]:
    if not paths:
        named = islice(history_files(date(2026, 11, 22)), DEMO_FILES)
        return [data for name, data in named if name.endswith(".fit")]
    found = [file for path in paths for file in (sorted(path.rglob("*.fit")) if path.is_dir() else [path])]
    return [file.read_bytes() for file in found]


if __name__ == "__main__":
    main(sys.argv[1:])
