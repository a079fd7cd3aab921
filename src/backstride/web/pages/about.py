"""What Backstride is, what it is not, and where what it says comes from."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from backstride import __version__
from backstride.web.site import page, site_of

__all__ = ["about"]


def about(request: Request) -> Response:
    """Show the page about the product."""
    knowledge = site_of(request).knowledge
    counts = {
        "questions": len(knowledge.findings),
        "rules": len(knowledge.rules),
        "causes": len(knowledge.causes),
        "sources": len(knowledge.sources),
        "exercises": len(knowledge.exercises),
    }
    return page(request, "about.html", counts=counts, version=knowledge.version, engine=__version__)
