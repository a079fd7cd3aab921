"""A part of the picture to look at, when more than one person is in it."""

from __future__ import annotations

from dataclasses import dataclass

from backstride.model.errors import UsageError

__all__ = ["Region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A rectangle in shares of the upright picture.

    Parameters
    ----------
    left, top, right, bottom
        Between 0 and 1, from the upper left corner.

    Raises
    ------
    ValueError
        If the rectangle is empty or leaves the picture.
    """

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def __post_init__(self) -> None:
        """Refuse an empty rectangle."""
        if not (0.0 <= self.left < self.right <= 1.0 and 0.0 <= self.top < self.bottom <= 1.0):
            raise ValueError("a region needs 0 <= left < right <= 1 and 0 <= top < bottom <= 1")

    @classmethod
    def parse(cls, text: str) -> Region:
        """Read ``left,top,right,bottom`` in percent.

        Raises
        ------
        UsageError
            If the text is no such rectangle.

        Examples
        --------
        >>> Region.parse("25, 0, 75, 100")
        Region(left=0.25, top=0.0, right=0.75, bottom=1.0)
        """
        try:
            left, top, right, bottom = (float(part) / 100 for part in text.split(","))
            return cls(left=left, top=top, right=right, bottom=bottom)
        except ValueError as error:
            raise UsageError(
                f"--region {text!r} is not a part of the picture",
                advice="write left,top,right,bottom in percent, such as 25,0,75,100",
            ) from error

    def pixels(self, width: int, height: int) -> tuple[slice, slice]:
        """Give rows and columns of a picture."""
        rows = slice(round(self.top * height), max(round(self.bottom * height), round(self.top * height) + 1))
        columns = slice(round(self.left * width), max(round(self.right * width), round(self.left * width) + 1))
        return rows, columns
