"""What every page needs: where the data is, what time it is, what is known, how a page is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from backstride.knowledge.base import Knowledge
from backstride.service.episode import Episode, open_episode

if TYPE_CHECKING:
    from backstride.web.lan import Lan

__all__ = ["Site", "episode_of", "page", "site_of", "utc_now"]

_NOT_FOUND = 400


def utc_now() -> datetime:
    """Give this moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One running app.

    Parameters
    ----------
    home
        The data folder.
    templates
        The pages' templates.
    clock
        Gives the moment; a test gives its own.
    lan
        The side towards the home network; None while the app is closed to it.
    """

    home: Path
    templates: Environment
    clock: Callable[[], datetime] = utc_now
    lan: Lan | None = None

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base, loaded at first use."""
        from backstride.knowledge.compiled import load_knowledge

        return load_knowledge()

    @property
    def now(self) -> datetime:
        """The moment by the clock."""
        return self.clock()


def site_of(request: Request) -> Site:
    """Give the app a request belongs to."""
    return cast("Site", request.app.state.site)


def episode_of(request: Request) -> Episode:
    """Read the episode that the address names.

    Raises
    ------
    UnknownEpisodeError
        If there is none.
    """
    return open_episode(site_of(request).home, request.path_params["case"])


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
    """Draw a page from its template; the values are as varied as the pages."""
    here = request.path_params.get("case", "") if status < _NOT_FOUND else ""
    text = site_of(request).templates.get_template(template).render(here=here, **context)
    return HTMLResponse(text, status_code=status)
