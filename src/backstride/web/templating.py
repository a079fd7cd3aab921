"""The templates, their filters and the addresses of the static files."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from backstride.figures import brand_mark, urgency_icon, urgency_ladder
from backstride.report.wording import NO_ANSWERS_EXCLUDE, NOT_A_DIAGNOSIS
from backstride.web.dates import day_words
from backstride.web.drawing import drawing

__all__ = ["STATIC", "make_templates", "static_address"]

STATIC = Path(__file__).parent / "static"


def make_templates() -> Environment:
    """Make the environment in which every page is drawn; whatever is not a drawing of ours is escaped."""
    environment = Environment(
        loader=PackageLoader("backstride.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day_words
    environment.globals.update(
        static=static_address,
        not_a_diagnosis=NOT_A_DIAGNOSIS,
        no_answers_exclude=NO_ANSWERS_EXCLUDE,
        urgency_icon=lambda level: drawing(urgency_icon(level)),
        urgency_ladder=lambda level: drawing(urgency_ladder(level)),
        brand_mark=drawing(brand_mark()),
    )
    return environment


@cache
def static_address(name: str) -> str:
    """Give a static file's address with a mark of its content, so that it can be kept for ever.

    Examples
    --------
    >>> static_address("css/base.css").startswith("/static/css/base.css?v=")
    True
    """
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={mark}"
