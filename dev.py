#!/usr/bin/env python3
"""Set up Backstride and do everything a developer does, with one command each.

Standard library only. ``python3 dev.py --help`` lists the commands. The first one that needs
it makes ``.venv`` beside this file; later ones only look at a stamp and start at once.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "backstride-setup.json"
CONSTRAINTS = ROOT / "constraints.txt"
OLDEST_PYTHON = (3, 11)
if sys.version_info < OLDEST_PYTHON:
    # Before anything below that an older Python cannot even read.
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sys.exit(f"Backstride needs Python 3.11 or newer; this is {found}. Try: python3.12 dev.py run")
FIRST_PYTHON_WITHOUT_VIDEO = (3, 13)
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PIP_OPTIONS = ("--quiet", "--no-input", "--disable-pip-version-check", "--no-warn-conflicts")
# One more than there are cores: some tests only wait for a browser or for another process. The files keep the order
# that tests/conftest.py gives them: the longest first, so that none is left alone at the end.
PARALLEL_TESTS = ("-n", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "loadfile", "--no-loadscope-reorder")


class SetupError(Exception):
    """Something the person at the keyboard can mend; shown as it is, without a traceback."""


@dataclass(frozen=True, slots=True)
class Command:
    """One word after ``dev.py``: what it says about itself and what it runs, step by step."""

    summary: str
    steps: tuple[tuple[str, ...], ...]
    needs_tests: bool = True
    without_arguments: tuple[str, ...] = ()


SCIENCE = ("model", "knowledge", "figures", "training", "gait", "diary", "causes", "triage", "interview", "plan")
COVERAGE = (
    *(f"--cov=backstride.{name}" for name in SCIENCE),
    "--cov=backstride.assess",
    "--cov-branch",
    "--cov-report=json:out/coverage.json",
    *PARALLEL_TESTS,
)

COMMANDS = {
    "setup": Command("make or mend .venv, tests included", ()),
    "run": Command(
        "open the app with the demo runner (more words go to `backstride serve`)",
        (("-m", "backstride", "serve", "--demo"),),
        needs_tests=False,
    ),
    "test": Command(
        "run the whole suite (more words go to pytest)",
        (("-m", "pytest"),),
        without_arguments=PARALLEL_TESTS,
    ),
    "check": Command(
        "lint, format, types and import rules, without the tests",
        (
            ("-m", "ruff", "check", "."),
            ("-m", "ruff", "format", "--check", "."),
            ("-m", "mypy"),
            ("-c", "from importlinter.cli import lint_imports_command as main; main()"),
        ),
    ),
    "compile": Command(
        "write the compiled knowledge, the published schemas and the reference pages again",
        (
            ("-m", "backstride.knowledge.compiled"),
            ("-m", "backstride.service.schemas", "schemas"),
            ("-m", "backstride.service.reference_pages", "docs/reference"),
            ("-m", "backstride.cli.command_reference", "docs/reference"),
            ("-m", "backstride.web.api.reference"),
        ),
    ),
    "sentences": Command(
        "write every sentence a person reads into out/backstride.pot, for translators",
        (("-m", "backstride.service.sentences"),),
        needs_tests=False,
    ),
    "golden": Command(
        "write the golden files again; read their difference before you commit it",
        (("-m", "tests.golden.regenerate"),),
    ),
    "docs": Command("run every code block and check every link of the docs", (("-m", "pytest", "tests/docs"),)),
    "cover": Command(
        "measure the branch coverage of the science (model to plan), by package",
        (("-m", "pytest", *COVERAGE), ("-m", "tests.coverage_table")),
    ),
    "bench": Command("measure the budgets against named peers", (("-m", "benchmarks"),)),
    "prove": Command(
        "what takes long: mutants, fuzzing, simulated runners, validation tables",
        (("-m", "pytest", "-m", "prove"),),
    ),
    "screenshots": Command(
        "take a picture of every page, in both themes and three widths",
        (("-m", "pytest", "tests/web", "-m", "screenshots"),),
    ),
}


def main(words: Sequence[str]) -> int:
    """Run the command that the words name and return its exit status."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    name, arguments = words[0], list(words[1:])
    if name not in COMMANDS:
        print(f"dev.py has no command {name!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    command = COMMANDS[name]
    try:
        check_python()
        with one_at_a_time():
            prepare(needs_tests=command.needs_tests, again=name == "setup")
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    if name == "setup":
        print(f"Ready. The command is {BIN.relative_to(ROOT) / 'backstride'}")
    return run_steps(command, arguments)


def usage() -> str:
    """Return the help text, one line a command."""
    rows = [f"  {name:<12} {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [more words]", "", *rows])


def run_steps(command: Command, arguments: list[str]) -> int:
    """Run each step to its end, even after a failure, and return the worst exit status."""
    extra = arguments or list(command.without_arguments)
    environment = os.environ | {"PYTHONUTF8": "1"}
    worst = 0
    for step in command.steps:
        try:
            done = subprocess.run([PYTHON, *step, *extra], cwd=ROOT, env=environment, check=False)
        except KeyboardInterrupt:
            return 130
        worst = max(worst, abs(done.returncode))
    return worst


def check_python() -> None:
    """Stop with plain words when this Python lacks what makes environments."""
    for module in ("venv", "ensurepip"):
        try:
            __import__(module)
        except ImportError as error:
            version = ".".join(str(part) for part in sys.version_info[:2])
            raise SetupError(
                f"This Python lacks its own part {module!r}, which makes environments.\n"
                f"On Debian or Ubuntu: sudo apt install python{version}-venv. Then try again."
            ) from error


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second dev.py wait until the first has finished with the environment."""
    try:
        import fcntl
    except ImportError:  # Windows: two set-ups at once are left to the person
        yield
        return
    with CONSTRAINTS.open(encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(*, needs_tests: bool, again: bool) -> None:
    """Bring ``.venv`` to what pyproject.toml and constraints.txt ask for; quick when it is there.

    The stamp is written last and removed first, so an interrupted set-up is finished next time.
    """
    stamp = read_stamp()
    wanted = inputs_digest()
    needs_tests = needs_tests or bool(stamp.get("tests")) or again
    current = stamp.get("inputs") == wanted and (stamp.get("tests") or not needs_tests)
    if current and PYTHON.exists() and not (again and not stamp.get("video")):
        return
    STAMP.unlink(missing_ok=True)
    make_venv()
    what = "Backstride and its tests (1.3 GB)" if needs_tests else "Backstride (0.8 GB)"
    print(f"Installing {what} into .venv; a few minutes the first time ...", flush=True)
    target = f"{ROOT}[test]" if needs_tests else str(ROOT)
    pip("--constraint", str(CONSTRAINTS), "--editable", target)
    video = install_pose_library()
    new = {"inputs": wanted, "tests": needs_tests, "video": video}
    STAMP.write_text(json.dumps(new) + "\n", encoding="utf-8")


def read_stamp() -> dict[str, object]:
    """Return what the last finished set-up wrote, or nothing when there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def inputs_digest() -> str:
    """Return a digest that changes when the wanted environment or its place changes."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "pyproject.toml", CONSTRAINTS):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_venv() -> None:
    """Make ``.venv``, or make it anew when what lies there has no working Python and pip."""
    if VENV.exists():
        probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
        if PYTHON.exists() and quiet([str(PYTHON), "-c", probe]).returncode == 0:
            return
        if not (VENV / "pyvenv.cfg").exists() and any(VENV.iterdir()):
            message = f"{VENV} is in the way and is no Python environment. Move it, then try again."
            raise SetupError(message)
        print("The environment in .venv is not whole; making it anew.")
        shutil.rmtree(VENV)
    done = quiet([sys.executable, "-m", "venv", str(VENV)])
    if done.returncode != 0:
        message = (
            f"Python could not make the environment:\n{last_lines(done)}\n"
            "Often a system package is missing (Debian: python3-venv) or the disk is full."
        )
        raise SetupError(message)


def install_pose_library() -> bool:
    """Install the pinned mediapipe last and without its dependencies; say so when it cannot be."""
    asked = subprocess.check_output([PYTHON, "-c", "import sys; print(*sys.version_info[:2])"], text=True)
    if tuple(int(part) for part in asked.split()) >= FIRST_PYTHON_WITHOUT_VIDEO:
        print("Video analysis is left out: its pose library needs Python 3.12 or older.")
        return False
    pin = re.search(r"^mediapipe==\S+$", CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE)
    if pin is None:
        message = "constraints.txt names no mediapipe version. Restore that file, then try again."
        raise SetupError(message)
    try:
        pip("--no-deps", pin.group())
    except SetupError as error:
        print(f"{error}\nEverything but video analysis works. `dev.py setup` tries again.")
        return False
    return True


def pip(*arguments: str) -> None:
    """Install with the environment's own pip, or say in plain words why it could not be done."""
    done = quiet(
        [str(PYTHON), "-m", "pip", "install", *PIP_OPTIONS, *arguments],
    )
    if done.returncode == 0:
        return
    offline = re.search(r"Temporary failure|getaddrinfo|NewConnectionError|ProxyError", done.stderr)
    advice = (
        "No network? The first set-up needs one; afterwards Backstride works without."
        if offline
        else "Read the lines above. Nothing is lost: the same command goes on from here."
    )
    message = f"{last_lines(done)}\npip could not install {arguments[-1]}. {advice}"
    raise SetupError(message)


def quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it says."""
    # An environment variable meant for another Python must not leak into this one.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONHOME"}
    with tempfile.TemporaryDirectory() as elsewhere:
        return subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=False)


def last_lines(done: subprocess.CompletedProcess[str]) -> str:
    """Return the end of what a command said, indented."""
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return textwrap.indent("\n".join(said[-12:]), "    ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
