"""Measure every budget against its named peer, and write one page: ``python3 dev.py bench [NAME ...]``.

Names are those of the modules beside this file. The page holds the machine, what each benchmark printed, and how to
repeat it; it is made again as a whole when no name is given.
"""

from __future__ import annotations

import ast
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PAGE = ROOT / "docs" / "explanation" / "benchmarks.md"
LONGEST_S = 1800
PEERS = ("numpy", "garmin-fit-sdk", "fitdecode", "polars", "av", "msgspec", "starlette")


def benchmarks() -> list[str]:
    """List the modules that measure something: those with a budget."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_") and budget_of(path.stem))


def budget_of(name: str) -> str:
    """Read a module's budget without running it."""
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and [one.id for one in node.targets if isinstance(one, ast.Name)] == ["BUDGET"]:
            return str(ast.literal_eval(node.value))
    return ""


def title_of(name: str) -> str:
    """Give the first line of a module's docstring."""
    text = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))) or name
    return text.splitlines()[0].rstrip(".")


def machine() -> list[str]:
    """Say on what it was measured."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = next((int(line.split()[1]) // 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    peers = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return [
        f"* {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({model or 'unknown'}), {memory} GB of memory",
        f"* load {os.getloadavg()[0]:.1f} at the start",
        f"* {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"* {peers}",
    ]


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def measure(name: str) -> tuple[bool, str]:
    """Run one benchmark in a process of its own; gives whether it ended well, and what it printed."""
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        return False, f"stopped after {LONGEST_S} s"
    tail = "" if done.returncode == 0 else "\n" + done.stderr.strip()[-600:]
    return done.returncode == 0, done.stdout.strip() + tail


def main(names: list[str]) -> int:
    """Measure, print, and write the page when everything was measured."""
    chosen = names or benchmarks()
    parts = ["# Benchmarks", "", "Made by `python3 dev.py bench`; do not edit. Ratios matter more than seconds: a busy",
             "or slower machine disturbs both sides alike.", "", "## The machine", "", *machine()]  # fmt: skip
    worst = 0
    for name in chosen:
        started = time.perf_counter()
        went_well, said = measure(name)
        worst = worst or int(not went_well)
        print(f"{name}: {time.perf_counter() - started:.0f} s\n{said}\n", flush=True)
        parts += ["", f"## {title_of(name)}", "", f"Budget: {budget_of(name)}", "", "```text", said, "```"]
        parts += ["", f"Repeat: `python3 dev.py bench {name}`"]
    if not names and not worst:
        PAGE.write_text("\n".join(parts) + "\n", encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
