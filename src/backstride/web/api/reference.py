"""The programs' side as files: the published description, and a page for people made from it.

``python -m backstride.web.api.reference`` in the repository's root writes ``schemas/openapi.json`` and
``docs/reference/api.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from backstride.web.api.openapi import EXAMPLES, openapi
from backstride.web.limits import LIMITS

__all__ = ["api_page", "published_description"]

_FIRST_LINES = """# The API

Written by `python3 dev.py compile` from the same types that read and write it; do not edit. The whole description is
[`schemas/openapi.json`](../../schemas/openapi.json), OpenAPI 3.1. The app serves it at `/api/openapi.json`.
"""
_HOW_TO_ASK = """## Ask

```sh not run: it needs the app to be open
curl --json '{"runner": {"age_years": 38, "sex": "male"}}' http://127.0.0.1:8470/api/question
```

The guards of the pages stand here too: only this machine's own names are answered, and pages of other sites get 403.
Over the home network a device has to be [paired](../how-to/use-on-your-phone.md) first. Files cannot be named: send
sessions in `log`, or use the [command line](commands.md).
"""
_INTERVIEW = """## Hold an interview

The app keeps nothing, so the program does:

1. Send the case to `/api/question`.
2. Show the question. Put an answer for each of its items into `answers` of the case, under the item's id: `present`,
   `absent`, `unknown`, a number, or the id of a choice. What was left open is `unknown`; "none of these" makes the rest
   `absent`.
3. If the question's reason was `confirm_conflict`, add its id to `confirmed`.
4. Send it again, until `question` is null. Then `stop_reason` says why, and `/api/assess` gives the answer.

Show what `triage` says at every step: an emergency ends the interview.
"""


def published_description() -> bytes:
    """Give the description as it is published."""
    return msgspec.json.format(msgspec.json.encode(openapi(), order="sorted"), indent=2) + b"\n"


def api_page() -> str:
    """Give the page for people.

    Examples
    --------
    >>> api_page().splitlines()[0]
    '# The API'
    """
    description = openapi()
    lines = [_FIRST_LINES, description["info"]["description"], "", _HOW_TO_ASK, _INTERVIEW, "## Addresses", ""]
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            lines += _address(path, method, operation)
    lines += [*_problems(description), *_limits()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _address(path: str, method: str, operation: dict[str, Any]) -> Iterator[str]:
    yield from (f"### `{method.upper()} {path}`", "", f"{operation['summary'].rstrip('.')}.", "")
    if path in EXAMPLES:
        example = msgspec.json.format(msgspec.json.encode(EXAMPLES[path]), indent=2).decode()
        yield from ("```json", example, "```", "")
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    yield from (f"Answer: {_shape(answer)}.", "")


def _shape(schema: dict[str, Any]) -> str:
    if schema.get("type") == "array":
        return f"a list of {_shape(schema['items'])}"
    return f"`{schema['$ref'].rpartition('/')[2]}`"


def _problems(description: dict[str, Any]) -> Iterator[str]:
    yield from ("## When something is wrong", "")
    yield from (
        "The answer is `application/problem+json` with `status`, `title` and one plain sentence in `detail`.",
        "",
    )
    yield from ("| status | what it means |", "|---|---|")
    for name, response in description["components"]["responses"].items():
        yield f"| {name.removeprefix('refused_')} | {response['description']} |"
    yield ""


def _limits() -> Iterator[str]:
    limit = next(limit for limit in LIMITS if limit.name == "api")
    yield from (
        "## How often",
        "",
        f"{limit.most} requests at once, and as many again in {limit.fills_in_s:g} seconds.",
    )


def main(words: list[str]) -> int:
    """Write both files below a folder, this one when none is named."""
    root = Path(words[0] if words else ".")
    (root / "schemas" / "openapi.json").write_bytes(published_description())
    (root / "docs" / "reference" / "api.md").write_text(api_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
