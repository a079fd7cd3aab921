"""The source tree as the checks see it: its files, parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "backstride"
SCIENCE = (
    "assess",
    "causes",
    "diary",
    "figures",
    "gait",
    "interview",
    "knowledge",
    "model",
    "plan",
    "training",
    "triage",
)

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def source_files() -> list[Path]:
    """Return every Python file of the product."""
    return sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    """Return the dotted name under which a file is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_names() -> list[str]:
    """Return the dotted name of every package."""
    return [module_name(path) for path in source_files() if path.name == "__init__.py"]


def science_files() -> list[Path]:
    """Return the files of the pure part."""
    return [path for path in source_files() if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in SCIENCE]


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[FunctionNode]:
    """Yield every function of a file, methods and inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, FunctionNode))


def place(path: Path, line: int = 1) -> str:
    """Return where something stands, as editors like it."""
    return f"{path.relative_to(ROOT)}:{line}"
