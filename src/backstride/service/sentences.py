"""Every sentence that a person reads, as one catalogue for translators.

Run ``python -m backstride.service.sentences FILE.pot`` to write it. Three places hold them: the knowledge base (by
record and field), the templates of pages and reports (text between tags, and labels), and the wording in Python (by
module). What is found in Python is a little too much rather than too little: some strings that only a developer sees
are in it.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment

__all__ = ["SPOKEN_FIELDS", "Sentence", "sentences", "write_catalogue"]

PACKAGE = Path(__file__).resolve().parents[1]
SPOKEN_FIELDS: Mapping[str, frozenset[str]] = {
    "findings": frozenset({"label", "question", "why", "how_to_check", "unit", "text"}),
    "signs": frozenset({"label"}),
    "rules": frozenset({"name", "reason", "action", "tell"}),
    "causes": frozenset({"name", "summary", "outlook", "clinician_next"}),
    "exercises": frozenset({"name", "trains", "position", "cues", "caution", "load"}),
    "demands": frozenset({"name", "why"}),
    "advice": frozenset({"text", "why", "claim"}),
    "manifest": frozenset({"title", "why", "plain", "complete_note"}),
}
"""Part of the knowledge base to the fields that are shown to a runner."""
_NOT_SHOWN = {"fires", "near_miss"}
_INLINE = {"a", "b", "i", "em", "strong", "span", "sup", "code", "abbr", "small", "time"}
_READ_ALOUD = {"alt", "aria-label", "placeholder", "title"}
_BREAK = "\x1f"
_WORDS = re.compile(r"[^\W\d_]{2,}[,;:.'’]? [^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"[<>\\]|^\W*[a-z_-]+:|\b(SELECT|INSERT|PRAGMA|viewBox)\b|no-cache|max-age|charset|=\w|\.venv")
_DEVELOPER = {"ValueError", "TypeError", "RuntimeError", "KeyError", "AssertionError", "NotImplementedError"}
_SILENT = {"knowledge", "store", "evaluation", "cohort"}


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Sentence:
    """A sentence and where it stands.

    Parameters
    ----------
    context
        What tells it from the same words elsewhere: record and field, template, or module.
    place
        File, with the line where there is one.
    """

    context: str
    text: str
    place: str


def sentences() -> tuple[Sentence, ...]:
    """Collect every sentence, each once in its context, in the order of the contexts."""
    found: dict[tuple[str, str], Sentence] = {}
    for one in (*_of_knowledge(), *_of_templates(), *_of_python()):
        found.setdefault((one.context, one.text), one)
    return tuple(sorted(found.values()))


def write_catalogue(path: Path) -> int:
    """Write the catalogue in the format that translators' tools read (gettext ``.pot``); gives how many there are."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    found = sentences()
    parts = [f'#: {one.place}\nmsgctxt {_quoted(one.context)}\nmsgid {_quoted(one.text)}\nmsgstr ""\n' for one in found]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, *parts]), encoding="utf-8")
    return len(found)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _of_knowledge() -> Iterator[Sentence]:
    compiled = json.loads((PACKAGE / "knowledge" / "compiled.json").read_text(encoding="utf-8"))
    for part, fields in SPOKEN_FIELDS.items():
        records = compiled[part] if isinstance(compiled[part], list) else [compiled[part]]
        for record in records:
            name = record.get("id", "screens")
            for path, text in _spoken(record, fields):
                yield Sentence(context=f"{part}.{name}.{path}", text=text, place=f"knowledge/{part}/{name}")


def _spoken(value: Any, fields: frozenset[str], path: str = "", field: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """Give the path and the text of each shown field below a record."""
    if isinstance(value, str):
        if field in fields and _LETTERS.search(value):
            yield path.strip("."), value
        return
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        if key not in _NOT_SHOWN:
            name = part["id"] if isinstance(value, list) and isinstance(part, dict) and "id" in part else key
            yield from _spoken(part, fields, f"{path}.{name}", field if isinstance(value, list) else str(key))


def _of_templates() -> Iterator[Sentence]:
    for file in sorted(PACKAGE.rglob("templates/*.html")):
        reader = _Reader()
        text, spoken = _without_code(file.read_text(encoding="utf-8"))
        reader.feed(text)
        reader.close()
        place = file.relative_to(PACKAGE).as_posix()
        for one in dict.fromkeys((*reader.found, *spoken)):
            yield Sentence(context=place, text=one, place=place)


def _without_code(source: str) -> tuple[str, list[str]]:
    """Put ``{}`` in the place of each value of a template; gives the rest, and the words inside the code."""
    kept, spoken, inside, in_tag = [], [], False, False
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind == "data":
            kept.append(value)
            in_tag = value.rfind("<") > value.rfind(">") or (in_tag and ">" not in value)
        elif kind in ("variable_begin", "block_begin"):
            inside = kind == "variable_begin"
            kept.append("{}" if inside else "" if in_tag else _BREAK)
        elif kind == "string" and _WORDS.search(value):
            spoken.append(ast.literal_eval(value))
    return "".join(kept), spoken


class _Reader(HTMLParser):
    """Collect what stands between tags; tags inside a sentence do not part it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._now = ""
        self._skipped = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped = tag in ("style", "script")
        if tag not in _INLINE:
            self._end()
        for name, value in attrs:
            if name in _READ_ALOUD and value and _LETTERS.search(value):
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._skipped = False
        if tag not in _INLINE:
            self._end()

    def handle_data(self, data: str) -> None:
        first, *rest = ("" if self._skipped else data).split(_BREAK)
        self._now += first
        for part in rest:
            self._end()
            self._now = part

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        text = " ".join(self._now.split())
        if _LETTERS.search(text):
            self.found.append(text)
        self._now = ""


def _of_python() -> Iterator[Sentence]:
    for file in sorted(PACKAGE.rglob("*.py")):
        module = file.relative_to(PACKAGE)
        if module.parts[0] in _SILENT or "migrations" in module.parts:
            continue
        for line, text in _spoken_strings(ast.parse(file.read_text(encoding="utf-8"))):
            name = ".".join(module.with_suffix("").parts)
            yield Sentence(context=name, text=text, place=f"{module.as_posix()}:{line}")


def _spoken_strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give the strings of a module that read like words for a person; values in them become ``{}``."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Raise) and _raised(node) in _DEVELOPER:
            continue
        text = _text_of(node)
        if text is None:
            yield from _spoken_strings(node)
        elif isinstance(node, ast.expr) and _WORDS.search(text) and not _CODE.search(text):
            yield node.lineno, text


def _raised(node: ast.Raise) -> str:
    call = node.exc
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "out/backstride.pot")
    sys.stdout.write(f"{write_catalogue(target)} sentences in {target}\n")
