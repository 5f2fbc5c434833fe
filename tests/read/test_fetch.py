from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from zul.errors import Refusal
from zul.read.text import fetch as fetching
from zul.read.text.documents import read_document
from zul.read.text.fetch import fetch

CERTIFICATE = (
    Path(__file__).parents[1] / "data" / "example.org.pem"
)  # made for this test, with its key; signs itself
CHECK = "Check the address and the network."
ALLOW = "Allow private addresses if that is meant."
TYPES = {"text/html", "text/plain", "application/octet-stream"}


class Site(BaseHTTPRequestHandler):
    """A small site; the path says what it does."""

    def do_GET(self) -> None:
        with suppress(ConnectionError):
            getattr(self, f"_{self.path.partition('?')[0].strip('/').replace('/', '_')}", self._missing)()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _send(
        self, body: bytes, content_type: str | None = "text/html; charset=windows-1251", **headers: str
    ) -> None:
        self.send_response(200)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _missing(self) -> None:
        self.send_error(404)

    def _page(self) -> None:
        self._send("<title>Т</title><p>Было 93 139.".encode("cp1251"))

    def _asked(self) -> None:
        self._send(f"{self.path} {self.headers['Host']}".encode(), "text/plain")

    def _untold_md(self) -> None:
        self._send(b"# A\n\n*b*", None)

    def _json(self) -> None:
        self._send(b"{}", "application/json")

    def _packed(self) -> None:
        self._send(gzip.compress(b"a"), Content_Encoding="gzip")

    def _once(self) -> None:
        self._redirect("/page")

    def _round(self) -> None:
        self._redirect("/round")

    def _inward(self) -> None:
        self._redirect("http://10.0.0.1/page")

    def _file(self) -> None:
        self._redirect("file:///etc/passwd")

    def _large(self) -> None:
        self._send(b"a" * (fetching.MOST_BYTES + 1))

    def _short(self) -> None:
        self._send(b"only this", length="1000")

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def _silent(self) -> None:
        time.sleep(3)


@contextmanager
def served(certificate: Path | None = None) -> Iterator[int]:
    """The port of the site while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served() as port:
        yield f"http://127.0.0.1:{port}"


def refusal(address: str, *, allow_private: bool = True, seconds: float = 20) -> str:
    with pytest.raises(Refusal, match=r"\.") as refused:
        fetch(address, media_types=TYPES, allow_private=allow_private, seconds=seconds)
    return str(refused.value)


def test_a_page_is_fetched(site: str) -> None:
    answer = fetch(f"{site}/once", media_types=TYPES, allow_private=True)
    assert answer.data.decode("cp1251") == "<title>Т</title><p>Было 93 139."
    assert (answer.media_type, answer.charset, answer.address) == (
        "text/html",
        "windows-1251",
        f"{site}/page",
    )


def test_a_document_is_read_from_an_address(site: str) -> None:
    document = read_document(f"{site}/page", allow_private=True)
    assert (document.name, document.title, document.text) == (f"{site}/page", "Т", "Было 93 139.")
    untold = read_document(f"{site}/untold_md", name="a.md", allow_private=True)
    assert (untold.media_type, untold.text) == ("text/markdown", "A\n\nb")


def test_the_server_is_asked_for_what_the_address_says(site: str) -> None:
    host = site.removeprefix("http://")
    asked = fetch(f"{site}/asked?q=ж y&r=%20#part", media_types=TYPES, allow_private=True).data
    assert asked.decode() == f"/asked?q=%D0%B6%20y&r=%20 {host}"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none", "answers 404 Not Found. Check the address."),
        (
            "json",
            "holds application/json, which Zul does not read. Save the page yourself and give the file.",
        ),
        (
            "packed",
            "comes compressed, though that was not asked for. Save the page yourself and give the file.",
        ),
        ("round", "redirects more than 5 times. Give the address where the document lies."),
        (
            "file",
            "leads to 'file:///etc/passwd', which is no http(s) address. Give one as https://example.org/.",
        ),
        ("large", "holds more than 16 MiB. Save the page yourself and give the file."),
        (
            "short",
            "cannot be had from 127.0.0.1 (it broke off 991 bytes before the end). " + CHECK,
        ),
    ],
)
def test_what_is_refused(site: str, path: str, message: str) -> None:
    assert refusal(f"{site}/{path}") == message


@pytest.mark.parametrize("path", ["drip", "silent"])
def test_a_server_that_takes_too_long(site: str, path: str) -> None:
    before = time.monotonic()
    told = refusal(f"{site}/{path}", seconds=0.5)
    assert told == "127.0.0.1 takes too long to answer. Save the page yourself and give the file."
    assert time.monotonic() - before < 2


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 127.1 2130706433 0x7f000001 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254
    100.64.0.1 224.0.0.1 255.255.255.255 [::1] [::] [fe80::1] [fc00::1] [::ffff:127.0.0.1] [::ffff:a9fe:a9fe]
    [64:ff9b::7f00:1] [2002:7f00:1::] [ff02::1]""".split(),
)
def test_addresses_of_the_own_network_are_refused(host: str) -> None:
    told = refusal(f"http://{host}/page", allow_private=False)
    assert f" in the own network. {ALLOW}" in told


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "http://",
        "http://a:b/",
        "http://[::1",
        "https:///a",
        "http://a\ud800/",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    told = f"leads to {address!r}, which is no http(s) address. Give one as https://example.org/."
    assert refusal(address) == told


def names(*ips: str) -> object:
    """A name service that gives each name these addresses."""

    def given(_host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    return given


def test_one_private_address_among_those_of_a_name_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names("93.184.216.34", "192.168.0.7"))
    told = f"leads to example.org, which is 192.168.0.7 in the own network. {ALLOW}"
    assert refusal("http://example.org/", allow_private=False) == told


def test_each_redirect_is_checked_again(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.rpartition(":")[2]
    monkeypatch.setattr(fetching, "_is_public", lambda ip: str(ip) == "127.0.0.1")
    told = (
        "leads to 10.0.0.1, which is 10.0.0.1 in the own network. Allow private addresses if that is meant."
    )
    assert refusal(f"http://127.0.0.1:{port}/inward", allow_private=False) == told


def test_the_connection_goes_to_the_address_that_was_checked(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    port = int(site.rpartition(":")[2])

    def first_safe_then_private(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [
            (
                socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                ("93.184.216.34" if len(asked) == 1 else "127.0.0.1", port),
            )
        ]

    connected = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", first_safe_then_private)
    monkeypatch.setattr(socket, "create_connection", connect)
    told = refusal(f"http://example.org:{port}/page", allow_private=False)
    assert told == f"cannot be had from example.org ([Errno 111] Connection refused). {CHECK}"
    assert (asked, connected) == (["example.org"], [("93.184.216.34", port)])


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[tuple[object, ...]]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    told = f"cannot be had from none.invalid ([Errno -2] Name or service not known). {CHECK}"
    assert refusal("http://none.invalid/") == told


def test_https_checks_the_certificate_and_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(CERTIFICATE) as port:
        monkeypatch.setattr(socket, "getaddrinfo", names("127.0.0.1"))
        monkeypatch.delenv("SSL_CERT_DIR", raising=False)
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        answer = fetch(f"https://example.org:{port}/asked", media_types=TYPES, allow_private=True)
        assert answer.data.decode() == f"/asked example.org:{port}"
        assert "Hostname mismatch, certificate is not valid for 'example.net'" in refusal(
            f"https://example.net:{port}/"
        )
        monkeypatch.delenv("SSL_CERT_FILE")
        assert "certificate verify failed" in refusal(f"https://example.org:{port}/")
