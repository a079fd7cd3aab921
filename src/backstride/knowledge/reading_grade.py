"""How hard a sentence is to read: the Flesch-Kincaid school grade, crude but the same for everyone.

Sources
-------
Kincaid JP et al. 1975, Derivation of new readability formulas for Navy enlisted personnel (the published constants).
"""

from __future__ import annotations

import re

__all__ = ["reading_grade"]


def reading_grade(text: str) -> float:
    """Give the school grade a text asks of its reader.

    Examples
    --------
    >>> reading_grade("Does it hurt more when you bend forward?") < 5
    True
    >>> reading_grade("Has intermittent neurogenic claudication been demonstrated?") > 12
    True
    """
    words = re.findall(r"[A-Za-z']+", text)
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?]+(?:\s|$)", text)))
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    word = word.lower().rstrip("'")
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = (
        (word.endswith("e") and not word.endswith(("le", "ee")))
        or (word.endswith("es") and not word.endswith(("ses", "xes", "zes", "ches", "shes", "ges", "ces")))
        or (word.endswith("ed") and not word.endswith(("ted", "ded")))
    )
    return max(1, groups - (1 if silent and groups > 1 else 0))
