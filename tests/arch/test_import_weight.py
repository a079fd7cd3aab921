"""Starting up is cheap: the science loads no heavy library, the first word loads hardly any."""

import subprocess
import sys

import pytest

HEAVY = {
    "alembic",
    "av",
    "cv2",
    "huey",
    "jinja2",
    "matplotlib",
    "mediapipe",
    "rich",
    "scipy.optimize",
    "scipy.signal",
    "scipy.stats",
    "sqlalchemy",
    "sqlite3",
    "starlette",
    "typer",
    "typst",
    "uvicorn",
    "yaml",
}
MAY_LOAD = {"backstride": set(), "backstride.assess": {"yaml"}}


@pytest.mark.parametrize("module", MAY_LOAD)
def test_importing_it_loads_nothing_heavy(module: str):
    program = f"import {module}, sys; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", program], text=True).split()

    assert module in loaded
    assert HEAVY & set(loaded) - MAY_LOAD[module] == set()
