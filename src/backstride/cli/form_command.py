"""``backstride form``: running form from a clip, with error bars or a reason."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backstride.cli.output import write_json, write_text

if TYPE_CHECKING:
    from backstride.video.first_look import FirstLook

__all__ = ["form"]

SHORTEST_CM, TALLEST_CM = 90.0, 250.0


def form(
    clip: Annotated[Path, typer.Argument(help="A video, a keypoint file (JSON), or a folder of OpenPose files.")],
    *,
    height_cm: Annotated[float | None, typer.Option(help="Standing height in cm, for measures in cm.")] = None,
    fps: Annotated[float | None, typer.Option(help="The rate it was filmed at, for slow motion and OpenPose.")] = None,
    region: Annotated[str | None, typer.Option(help="The runner's part: left,top,right,bottom in percent.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for keypoints and pictures of one step.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Write one JSON value.")] = False,
) -> None:
    """Measure running form from a clip filmed from the side or from behind. Nothing is stored."""
    from backstride.cli.form_text import form_json, form_text
    from backstride.model.errors import UsageError
    from backstride.service.filming import ClipOptions, Listener, measure_clip, measure_with_pictures
    from backstride.video.region import Region

    if height_cm is not None and not SHORTEST_CM <= height_cm <= TALLEST_CM:
        raise UsageError(f"--height-cm {height_cm:g} is not a height", advice="give centimetres, such as 175")
    listener = Listener(progress=_show_progress, looked=_show_look)
    options = ClipOptions(fps=fps, region=Region.parse(region) if region else None)
    if out is None:
        report = measure_clip(clip, height_cm=height_cm, options=options, listener=listener)
        written: tuple[Path, ...] = ()
    else:
        report, written = measure_with_pictures(clip, out, height_cm=height_cm, options=options, listener=listener)
    _end_progress()
    if json:
        write_json(form_json(report))
    else:
        write_text(form_text(report, written))


def _show_look(look: FirstLook) -> None:
    """Say what a first look shows, before the long work begins: all of it on a terminal, else only what is amiss."""
    if sys.stderr.isatty() or (look.obstacles and not look.is_hopeless):
        sys.stderr.write(f"First look: {' '.join(look.lines())}\n")
        sys.stderr.flush()


def _show_progress(share: float) -> None:
    """Show how far the pose model is, on a terminal only."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\rLooking at the clip: {100 * share:.0f} %")
        sys.stderr.flush()


def _end_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
