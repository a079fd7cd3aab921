"""A browser without scripts: follows links and fills in forms, exactly as far as the page allows."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from starlette.testclient import TestClient


@dataclass
class Form:
    """A form of a page: where it goes and what can be sent."""

    action: str
    method: str
    fields: list[dict[str, str]] = field(default_factory=list)

    def sent(self, chosen: dict[str, object], button: str = "") -> dict[str, list[str]]:
        """Give what a browser would send: hidden fields, what was chosen, and the button."""
        data: dict[str, list[str]] = {}
        for one in self.fields:
            name = one.get("name", "")
            if one["type"] in {"hidden", "text"} and name and name not in chosen and one.get("value"):
                data.setdefault(name, []).append(one["value"])
        for name, value in chosen.items():
            values = value if isinstance(value, list) else [value]
            offered = [one for one in self.fields if one.get("name") == name]
            assert offered, f"the form has no field {name}"
            for given in values:
                if offered[0]["type"] in {"radio", "checkbox"}:
                    assert str(given) in {one.get("value") for one in offered}, f"{name} does not offer {given}"
                data.setdefault(name, []).append(str(given))
        if button:
            data[button] = ["1"]
        return data

    def names(self, kind: str) -> list[str]:
        """List the names of fields of a kind, each once."""
        return list(dict.fromkeys(one["name"] for one in self.fields if one["type"] == kind))

    def values(self, name: str) -> list[str]:
        """List the values a field offers or holds."""
        return [one.get("value", "") for one in self.fields if one.get("name") == name]

    def ticked(self) -> list[tuple[str, str]]:
        """List what is chosen before a person touches the form."""
        return [(one["name"], one.get("value", "")) for one in self.fields if "checked" in one]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag == "form":
            self.forms.append(Form(action=given.get("action", ""), method=given.get("method", "get")))
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in {"input", "select", "textarea"} and self.forms and "name" in given:
            self.forms[-1].fields.append({"type": "text", **given})


class PlainBrowser:
    """One visitor of the app."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.response = client.get("/")

    @property
    def path(self) -> str:
        return self.response.request.url.path

    @property
    def text(self) -> str:
        return self.response.text

    @property
    def page(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.text)
        return reader

    def open(self, path: str) -> "PlainBrowser":
        self.response = self.client.get(path)
        return self

    def form(self, action_ends: str = "") -> Form:
        return next(form for form in self.page.forms if form.action.endswith(action_ends))

    def send(
        self, chosen: dict[str, object] | None = None, *, action_ends: str = "", button: str = ""
    ) -> "PlainBrowser":
        form = self.form(action_ends)
        self.response = self.client.post(form.action, data=form.sent(chosen or {}, button))
        return self

    def begin(self, age: int = 38, sex: str = "male") -> "PlainBrowser":
        """Begin an episode and answer the first screen."""
        return self.open("/").send(action_ends="/cases").send({"a-age_years": age, "a-sex": sex})

    def say_no(self) -> "PlainBrowser":
        """Answer the screen that is open with no, a low number or the first option."""
        form = self.form()
        if "rest" in form.names("radio"):
            return self.send({"rest": "no"})
        if "where" in form.names("checkbox"):
            return self.send({"where": ["low_back_left"]})
        chosen: dict[str, object] = {name: _calm(form.values(name)) for name in form.names("radio")}
        chosen |= {name: "2" for name in form.names("text") if name.startswith("a-")}
        return self.send(chosen)

    def to_the_end(self, most: int = 70) -> "PlainBrowser":
        """Answer every screen that is still open."""
        for _ in range(most):
            if "/questions/" not in self.path:
                return self
            self.say_no()
        raise AssertionError("the interview does not end")


def _calm(offered: list[str]) -> str:
    if "absent" in offered:
        return "absent"
    return "2" if "2" in offered else offered[0]
