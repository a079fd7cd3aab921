"""Sets a PDF in a process of its own: its fonts and its compiler's memory are given back when it ends.

Run as a file, not as a module, so that nothing of the product is loaded beside the compiler.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["typeset"]

_LONGEST_S = 60


def typeset(template: Path, inputs: Mapping[str, str], *, timestamp: int) -> bytes:
    """Set a template with its inputs as a PDF.

    Parameters
    ----------
    timestamp
        Seconds since 1970, written into the file as its date.
    """
    asked = json.dumps({"template": str(template), "inputs": dict(inputs), "timestamp": timestamp})
    done = subprocess.run(  # noqa: S603 - our own file, and no shell
        [sys.executable, "-P", __file__], input=asked.encode(), capture_output=True, timeout=_LONGEST_S, check=False
    )
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF"):
        raise RuntimeError(
            f"the typesetter ended with {done.returncode}: {done.stderr[-500:].decode(errors='replace')}"
        )
    return done.stdout


def _main() -> None:
    import typst

    asked = json.load(sys.stdin)
    written = typst.compile(
        asked["template"],
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=asked["inputs"],
        timestamp=asked["timestamp"],
    )
    sys.stdout.buffer.write(written)


if __name__ == "__main__":
    _main()
