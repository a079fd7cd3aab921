"""The app under twenty people and a video job: start, memory, time per page, and the first page on a slow phone.

A process of its own serves a filled data folder, as ``backstride serve`` does. Twenty people click through its pages,
each looking at a page for a second on average, while the worker measures a clip. The peer is a bare Starlette app that
renders one Jinja template of the size of the answer page: what this stack costs before anything is asked of it.
Run: ``python -m benchmarks.app_load [SECONDS]``.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright
from tests.web.filled_home import fill

from backstride.demo.clip import write_clip
from backstride.knowledge.compiled import load_knowledge

BUDGET = (
    "start under 1 s; first page under 60 kB transferred; web process under 100 MB; pages p95 under 50 ms with 20 "
    "people and a video job"
)

PEOPLE = 20
SECONDS = 25.0
LOOKS_S = 1.0
CLIP_S = 20.0
STARTS = 5
SLOWEST = 12
LONGEST_WAIT_S = 60.0
NOT_FOUND = ("missing", "gone")
ON_A_PHONE = ("start", "basics", "answer", "plan", "today")
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER_CPU = 4
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PHONE = {"width": 390, "height": 844}

PEER = """
import sys
import jinja2, uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
page = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><title>x</title><ul>{% for row in rows %}<li class=row>{{ row }}</li>{% endfor %}</ul>")
rows = [f"This is a sentence of an answer, number {n}." for n in range(int(sys.argv[2]) // 66)]
def show(request):
    return HTMLResponse(page.render(rows=rows))
app = Starlette(routes=[Route("/", show)], middleware=[Middleware(GZipMiddleware)])
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page that was asked for."""

    name: str
    ms: float
    status: int
    sent_bytes: int


@dataclass(slots=True)
class Served:
    """A server in a process of its own."""

    port: int
    process: subprocess.Popen[bytes]
    start_s: float = 0.0

    def memory_mb(self) -> float:
        """Give the memory that the process holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def ask(self, path: str, name: str = "") -> Visit:
        """Ask for a page, as a browser does that takes gzip."""
        return self.send("GET", path, name=name or path, headers={"Accept-Encoding": "gzip"})

    def send(self, method: str, path: str, *, name: str, headers: dict[str, str], body: bytes | None = None) -> Visit:
        """Send a request and read the whole answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT_S)
        began = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        size = len(answer.read())
        connection.close()
        return Visit(name, 1e3 * (time.perf_counter() - began), answer.status, size)

    def read(self, path: str) -> bytes:
        """Give a page as it is written, not packed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT_S)
        connection.request("GET", path)
        return connection.getresponse().read()


@contextlib.contextmanager
def serving(command: list[str], port: int, home: Path | None = None) -> Iterator[Served]:
    """Start a server and wait for its first answer."""
    environment = os.environ | ({"BACKSTRIDE_HOME": str(home)} if home else {})
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    served = Served(port, process)
    try:
        while not _answers(served):
            if time.perf_counter() - began > LONGEST_WAIT_S:
                raise RuntimeError("the server does not answer")
            time.sleep(0.005)
        served.start_s = time.perf_counter() - began
        yield served
    finally:
        process.terminate()
        process.wait(LONGEST_WAIT_S)


def _answers(served: Served) -> bool:
    try:
        return served.ask("/").status == HTTPStatus.OK
    except OSError:
        return False


def app(home: Path) -> contextlib.AbstractContextManager[Served]:
    """Serve a data folder as a person does."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("backstride")), "serve", "--no-browser", "--port", str(port)]
    return serving(command, port, home)


def peer(page_bytes: int) -> contextlib.AbstractContextManager[Served]:
    """Serve one page of a size with nothing behind it."""
    port = _free_port()
    return serving([sys.executable, "-c", PEER, str(port), str(page_bytes)], port)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def starts(folder: Path) -> None:
    """Say how long it takes to the first answer: over an empty folder, over one that is there, and the peer."""
    with app(folder / "fresh") as first:
        fresh_s = first.start_s
    again = []
    for _ in range(STARTS):
        with app(folder / "fresh") as served:
            again.append(served.start_s)
    bare = []
    for _ in range(STARTS):
        with peer(50_000) as served:
            bare.append(served.start_s)
    print(f"start to the first answer: {fresh_s:.2f} s when the store has to be made, {median(again):.2f} s later")
    print(f"  peer, a bare Starlette app: {median(bare):.2f} s; ratio {median(again) / median(bare):.1f}")


def memory(served: Served, pages: dict[str, str]) -> None:
    """Say what the web process holds after each page was opened, and after every file."""
    at_start = served.memory_mb()
    for name, path in pages.items():
        served.ask(path, name)
    after_pages = served.memory_mb()
    case = pages["answer"].rpartition("/")[0]
    for exercise in load_knowledge().exercises:
        served.ask(f"/exercises/{exercise}")
        served.ask(f"{case}/exercises/{exercise}")
    after_exercises = served.memory_mb()
    served.ask(f"{case}/report.pdf")
    print(
        f"memory: {at_start:.0f} MB at first, {after_pages:.0f} after {len(pages)} pages, {after_exercises:.0f} after "
        f"all {len(load_knowledge().exercises)} exercises, {served.memory_mb():.0f} after a PDF report"
    )


def alone(served: Served, pages: dict[str, str]) -> None:
    """Set one page beside the peer's page of the same size, one person at a time."""
    ours = [served.ask(pages["answer"]).ms for _ in range(60)]
    with peer(len(served.read(pages["answer"]))) as bare:
        theirs = [bare.ask("/").ms for _ in range(60)]
    print(
        f"one person, the answer page: {median(ours):.1f} ms; peer, a page of that size: {median(theirs):.1f} ms; "
        f"ratio {median(ours) / median(theirs):.1f}"
    )


def crowd(served: Served, pages: dict[str, str], seconds: float) -> list[Visit]:
    """Let twenty people click through the pages."""
    visits: list[Visit] = []
    until = time.monotonic() + seconds

    def person(seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        time.sleep(chance.random() * LOOKS_S)
        while time.monotonic() < until:
            name = chance.choice(list(pages))
            visits.append(served.ask(pages[name], name))
            time.sleep(chance.expovariate(1 / LOOKS_S))

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return visits


def send_clip(served: Served, case: str, folder: Path) -> None:
    """Put a video job on the board, as the upload form does."""
    clip = folder / "clip.mp4"
    write_clip(clip, seed=1, seconds=CLIP_S)
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="clip.mp4"\r\n\r\n'
    body = head.encode() + clip.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    served.send("POST", f"{case}/upload", name="upload", headers=headers, body=body)


def is_working(served: Served, case: str) -> bool:
    """Say whether the page of the files shows a job at work."""
    return b"<progress" in served.read(f"{case}/jobs")


def table(visits: list[Visit]) -> None:
    """Print all pages together, and the slowest ones."""
    by_name: dict[str, list[float]] = {}
    for visit in visits:
        by_name.setdefault(visit.name, []).append(visit.ms)
    rows = sorted(((_p95(ms), median(ms), len(ms), name) for name, ms in by_name.items()), reverse=True)
    print(f"  load of the machine now: {os.getloadavg()[0]:.1f}")
    print("  page                  visits   p50 ms   p95 ms")
    times = [visit.ms for visit in visits]
    for p95, p50, count, name in [(_p95(times), median(times), len(times), "all pages"), *rows[:SLOWEST]]:
        print(f"  {name:<22}{count:>6}{p50:>9.1f}{p95:>9.1f}")


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def on_a_slow_phone(served: Served, pages: dict[str, str]) -> None:
    """Open first pages in Chromium on slow 4G with a slower processor, each with an empty cache."""
    chromium = next(
        (found for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if found), ""
    )
    if not chromium:
        print("slow phone: not measured, there is no Chromium on this machine")
        return
    print(f"first visit on slow 4G (1.6 Mbit/s, 150 ms) with a {SLOWER_CPU} times slower processor, nothing kept:")
    print("  page          kB sent   first paint s   loaded s")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name in ON_A_PHONE:
            context = browser.new_context(viewport=PHONE, service_workers="block")
            sent_kb, paint_s, loaded_s = _opened(context.new_page(), f"http://127.0.0.1:{served.port}{pages[name]}")
            print(f"  {name:<14}{sent_kb:>7.1f}{paint_s:>16.2f}{loaded_s:>11.2f}")
            context.close()
        browser.close()


def _opened(page: Page, address: str) -> tuple[float, float, float]:
    session = page.context.new_cdp_session(page)
    sent: list[float] = []
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    loaded = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    return sum(sent) / 1000, paint / 1000, loaded / 1000


def main(words: list[str]) -> int:
    """Measure and print everything."""
    seconds = float(words[0]) if words else SECONDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"load of the machine at the start: {os.getloadavg()[0]:.1f}")
        starts(folder)
        pages = {name: path for name, path in fill(folder / "filled").items() if name not in NOT_FOUND}
        pages.pop("pair", None)
        with app(folder / "filled") as served:
            memory(served, pages)
            alone(served, pages)
            on_a_slow_phone(served, pages)
            with peer(len(served.read(pages["answer"]))) as bare:
                print(f"{PEOPLE} people, {seconds:.0f} s, the peer's page of the size of the answer:")
                table(crowd(bare, {"the peer's page": "/"}, seconds))
            print(f"{PEOPLE} people, {seconds:.0f} s, no job at work:")
            table(crowd(served, pages, seconds))
            case = pages["answer"].rpartition("/")[0]
            send_clip(served, case, folder)
            began = is_working(served, case)
            visits = crowd(served, pages, seconds)
            ended = is_working(served, case)
            print(f"{PEOPLE} people, {seconds:.0f} s, a video job at work (at the begin {began}, at the end {ended}):")
            table(visits)
            bad = [visit for visit in visits if visit.status != HTTPStatus.OK]
            print(f"answers other than 200: {len(bad)} {json.dumps(sorted({visit.name for visit in bad}))}")
            print(f"memory at the end: {served.memory_mb():.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
