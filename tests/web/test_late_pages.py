"""Pages are loaded when they are first opened, and the first page needs none of the science."""

import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import backstride.web.routes

FIRST_PAGE = """
import sys
from backstride.web.app import create_app
import backstride.web.pages.start
print(*sys.modules)
"""
NOT_FOR_THE_FIRST_PAGE = {
    "backstride.assess",
    "backstride.causes",
    "backstride.gait",
    "backstride.interview",
    "backstride.intake",
    "icalendar",
    "markdown_it",
    "pydantic",
    "scipy",
    "typer",
    "typst",
    "yaml",
}


def test_every_page_that_is_loaded_late_is_there():
    source = Path(backstride.web.routes.__file__).read_text(encoding="utf-8")
    places = re.findall(r'late(?:_form)?\("([\w.]+):(\w+)"\)', source)

    assert len(places) > 50
    for module, name in places:
        package = "backstride.web" if "." in module else "backstride.web.pages"
        handler = getattr(import_module(f"{package}.{module}"), name)
        assert callable(handler)
        assert next(iter(inspect.signature(handler).parameters)).lstrip("_") == "request"


def test_the_first_page_needs_none_of_the_science():
    loaded = set(subprocess.check_output([sys.executable, "-c", FIRST_PAGE], text=True).split())

    assert "backstride.web.pages.start" in loaded
    assert NOT_FOR_THE_FIRST_PAGE & loaded == set()
