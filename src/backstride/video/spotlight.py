"""An upright band of the picture that goes along with the runner; what lies outside is painted over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Spotlight"]

GREY = 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotlight:
    """A band of constant width whose middle moves evenly.

    Parameters
    ----------
    centre
        Its middle at time zero, as a share of the picture's width.
    centre_per_s
        How far the middle moves in a second of playing time.
    half_width
        Half its width.
    """

    centre: float
    centre_per_s: float
    half_width: float

    def shade(self, rgb: NDArray[np.uint8], time_s: float) -> NDArray[np.uint8]:
        """Give the picture with everything outside the band in grey.

        Examples
        --------
        >>> white = np.full((1, 10, 3), 255, dtype=np.uint8)
        >>> Spotlight(centre=0.5, centre_per_s=0.1, half_width=0.2).shade(white, 1.0)[0, :, 0].tolist()
        [127, 127, 127, 127, 255, 255, 255, 255, 127, 127]
        """
        middle = self.centre + self.centre_per_s * time_s
        width = rgb.shape[1]
        left = int(np.clip(round((middle - self.half_width) * width), 0, width))
        right = int(np.clip(round((middle + self.half_width) * width), 0, width))
        shaded = np.full_like(rgb, GREY)
        shaded[:, left:right] = rgb[:, left:right]
        return shaded
