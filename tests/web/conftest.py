"""A page on a filled world, served for real; and a real browser where there is one."""

import os
import shutil
import urllib.error
import urllib.request
from dataclasses import dataclass, field

import pytest

from monitor.web.app import create_app
from monitor.web.options import WebOptions
from monitor.web.uvicorn_server import WebServer
from tests.web.scene import filled
from tests.web.world import World

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Answer:
    status: int
    text: str
    headers: dict
    cookies: dict = field(default_factory=dict)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Client:
    """Asks a page over a real socket; keeps no cookies and follows no redirect by itself."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self._opener = urllib.request.build_opener(_Stay)

    def ask(self, path, *, data=None, method=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        body = data.encode() if isinstance(data, str) else data
        request = urllib.request.Request(self.url + path, data=body, headers=named, method=method)
        try:
            response = self._opener.open(request, timeout=10)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            cookies = {}
            for line in response.headers.get_all("set-cookie") or ():
                name, _, rest = line.partition("=")
                cookies[name] = rest.partition(";")[0]
            text = response.read().decode("utf-8", "replace")
            found = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, text, found, cookies)


@pytest.fixture
def world(tmp_path):
    made = filled(World(tmp_path))
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path):
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def serve():
    """Serve a world's page; the server stops with the test."""
    running = []

    def start(world, **options):
        chosen = WebOptions(port=0, **options)
        server = WebServer(create_app(world.services(), chosen), chosen)
        server.start()
        running.append(server)
        return Client(server.url)

    yield start
    for server in running:
        server.close()


@pytest.fixture
def client(world, serve):
    return serve(world)


@pytest.fixture(scope="session")
def chromium():
    if not os.path.exists(CHROMIUM) and not os.environ.get("CI"):  # noqa: PTH110
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


class Tab:
    """A page in the browser that remembers what went wrong in it, and whom it asked."""

    def __init__(self, context, base):
        self.base = base
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints = []
        self.strangers = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((self.base, "data:")):
            self.strangers.append(request.url)

    def go(self, path):
        self.page.goto(self.base + path)
        return self.page

    def overflow(self):
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture
def tab(chromium, client):
    """Open a tab on the filled world; fails the test where the browser complains at its end."""
    contexts = []

    def new(*, width=1280, base=None, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        return Tab(context, base or client.url)

    yield new
    for context in contexts:
        context.close()
