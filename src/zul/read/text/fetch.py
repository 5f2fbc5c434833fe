"""What lies at an http(s) address, fetched within bounds, and from the own network only when asked."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Collection
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from attrs import frozen

from zul.errors import Refusal

MOST_BYTES = 16 * 2**20
MOST_REDIRECTS = 5
CONNECT_SECONDS = 10.0  # also the longest silence of a server
SECONDS = 60.0  # for all of it, redirects included
PORTS = {"http": 80, "https": 443}
UNESCAPED = "/%:@!$&'()*+,;=~-._?"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
WAY_OUT = "Save the page yourself and give the file."


@frozen(kw_only=True)
class Answer:
    """What a server sent: the bytes, what it says they are, and the address where they lay in the end."""

    data: bytes
    media_type: str
    charset: str | None
    address: str


def fetch(
    address: str, *, media_types: Collection[str], allow_private: bool = False, seconds: float = SECONDS
) -> Answer:
    """What lies at an http(s) address: at most 16 MiB, within so many seconds, after at most 5 redirects.

    Refuses other media types than these, and an address in the own network (private, loopback, link-local)
    unless allowed: each address of a name is checked, at each redirect, and the connection goes to one that
    was. Goes through no proxy.
    """
    deadline = monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        url = _split(address)
        ip = _checked(url, allow_private=allow_private)
        found = _ask(url, ip, deadline, media_types)
        if isinstance(found, Answer):
            return found
        address = urljoin(address, found)
    raise Refusal(f"redirects more than {MOST_REDIRECTS} times", "Give the address where the document lies.")


def _split(address: str) -> SplitResult:
    """The parts of an address, its host in ASCII."""
    try:
        url = urlsplit(address)
        host = (url.hostname or "").encode("idna").decode()
        port = "" if url.port is None else f":{url.port}"
        url = url._replace(netloc=f"[{host}]{port}" if ":" in host else f"{host}{port}")
        is_whole = bool(host) and url.scheme in PORTS
    except ValueError:
        is_whole = False
    if not is_whole:
        raise Refusal(
            f"leads to {address!r}, which is no http(s) address", "Give one as https://example.org/."
        )
    return url


def _checked(url: SplitResult, *, allow_private: bool) -> str:
    """The address of the network to connect to; the name's other ones are checked as well."""
    host = url.hostname or ""
    try:
        found = socket.getaddrinfo(host, url.port or PORTS[url.scheme], type=socket.SOCK_STREAM)
    except OSError as error:
        raise _unreachable(host, error) from None
    ips = [ipaddress.ip_address(str(info[4][0])) for info in found]
    own = next((ip for ip in ips if not _is_public(ip)), None)
    if own is not None and not allow_private:
        what = f"leads to {host}, which is {own} in the own network"
        raise Refusal(what, "Allow private addresses if that is meant.")
    return str(ips[0])


def _is_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """False for an address of the own network, also where it hides in one of IPv6."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner:
            return _is_public(inner)
    return ip.is_global and not (ip.is_private or ip.is_multicast or ip.is_reserved)


def _ask(url: SplitResult, ip: str, deadline: float, media_types: Collection[str]) -> Answer | str:
    """What the server at this address of the network sends, or where it redirects to."""
    host = url.hostname or ""
    path = quote(url.path or "/", safe=UNESCAPED) + (
        f"?{quote(url.query, safe=UNESCAPED)}" if url.query else ""
    )
    headers = {"Host": url.netloc, "User-Agent": "Zul", "Accept-Encoding": "identity", "Connection": "close"}
    try:
        left = deadline - monotonic()
        channel = socket.create_connection(
            (ip, url.port or PORTS[url.scheme]), timeout=max(0.001, min(CONNECT_SECONDS, left))
        )
        if url.scheme == "https":
            context = ssl.create_default_context()
            channel = context.wrap_socket(channel, server_hostname=host, do_handshake_on_connect=False)
        # Each wait has its own limit, but many short ones together have none; a closed channel ends them all.
        watch = Timer(max(0.0, left), _close, (channel,))
        watch.daemon = True
        watch.start()
        with closing(channel):
            try:
                if isinstance(channel, ssl.SSLSocket):
                    channel.do_handshake()
                connection = HTTPConnection(host, url.port)
                connection.sock = channel
                connection.request("GET", path, headers=headers)
                with closing(connection.getresponse()) as response:
                    found = _received(response, url, media_types)
                if monotonic() >= deadline:
                    raise TimeoutError("the time is up")  # what came may have been cut short
                return found
            finally:
                watch.cancel()
    except (OSError, HTTPException) as error:
        if monotonic() >= deadline:
            raise Refusal(f"{host} takes too long to answer", WAY_OUT) from None
        raise _unreachable(host, error) from None


def _received(response: HTTPResponse, url: SplitResult, media_types: Collection[str]) -> Answer | str:
    target = response.getheader("Location")
    if 300 <= response.status < 400 and target:
        return target
    if response.status != 200:
        raise Refusal(f"answers {response.status} {response.reason}".rstrip(), "Check the address.")
    has_type = response.headers["Content-Type"] is not None
    media_type = response.headers.get_content_type() if has_type else "application/octet-stream"
    if media_type not in media_types:
        raise Refusal(f"holds {media_type}, which Zul does not read", WAY_OUT)
    if response.getheader("Content-Encoding", "identity") != "identity":
        raise Refusal("comes compressed, though that was not asked for", WAY_OUT)
    data = bytearray()
    while piece := response.read1(2**16):
        data += piece
        if len(data) > MOST_BYTES:
            raise Refusal(f"holds more than {MOST_BYTES // 2**20} MiB", WAY_OUT)
    if response.length:
        raise HTTPException(f"it broke off {response.length:,} bytes before the end")
    charset = response.headers.get_content_charset()
    return Answer(data=bytes(data), media_type=media_type, charset=charset, address=url.geturl())


def _close(channel: socket.socket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(channel, socket.SHUT_RDWR)  # beneath TLS, whose own farewell would wait


def _unreachable(host: str, error: Exception) -> Refusal:
    return Refusal(f"cannot be had from {host} ({error})", "Check the address and the network.")
