"""Small files and small functions: what one person can hold in mind."""

import math
from statistics import median

from tests.arch.source import FunctionNode, functions, place, source_files

MOST_LINES_OF_A_FILE = 400
MEDIAN_LINES_OF_A_FILE = 150
MOST_LINES_OF_A_FUNCTION = 80
P95_LINES_OF_A_FUNCTION = 40


def lines_of(node: FunctionNode) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def file_lengths() -> dict[str, int]:
    return {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in source_files()}


def function_lengths() -> dict[str, int]:
    return {
        f"{place(path, node.lineno)} {node.name}": lines_of(node) for path in source_files() for node in functions(path)
    }


def test_no_file_is_longer_than_one_concept():
    assert {file: lines for file, lines in file_lengths().items() if lines > MOST_LINES_OF_A_FILE} == {}


def test_the_median_file_is_short():
    assert median(file_lengths().values()) <= MEDIAN_LINES_OF_A_FILE


def test_no_function_fills_more_than_a_screen():
    assert {name: lines for name, lines in function_lengths().items() if lines > MOST_LINES_OF_A_FUNCTION} == {}


def test_nineteen_functions_of_twenty_are_short():
    ordered = sorted(function_lengths().values())
    assert ordered[math.ceil(0.95 * len(ordered)) - 1] <= P95_LINES_OF_A_FUNCTION
