"""Requests that no browser sends: each has a fault of its own; none breaks the server or reaches a file."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.play.server import playground

HOST = b"Host: 127.0.0.1\r\n"
TYPED = HOST + b"Content-Type: application/json\r\n"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playground("--time-limit", "5") as found:
        yield found


def posted(body: bytes, head: bytes = TYPED) -> bytes:
    return b"POST /compute HTTP/1.1\r\n" + head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def asked(text: object, **more: object) -> bytes:
    return posted(json.dumps({"text": text, **more}).encode())


RAW = [
    (b"\0\1\2\3\r\n\r\n", 400),
    (b"GET / HTTP/x\r\n" + HOST + b"\r\n", 400),
    (b"GET /\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: evil.127.0.0.1.example\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\n" + HOST + b"X" * 200_000 + b": y\r\n\r\n", 400),
    (b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"GET /assets/../../../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /assets/%2e%2e/%2e%2e/errors.py HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /assets/..%5c..%5cerrors.py HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /assets/%00 HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /assets//etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /examples/..%2f..%2fpyproject HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /examples/%00 HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /pages/%ff%fe HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /compute HTTP/1.1\r\n" + HOST + b"\r\n", 405),
    (b"PUT /compute HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n", 405),
    (b"DELETE / HTTP/1.1\r\n" + HOST + b"\r\n", 405),
    (b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n", 405),
    (b"POST /compute HTTP/1.1\r\n" + TYPED + b"Content-Length: -1\r\n\r\n", 400),
    (b"POST /compute HTTP/1.1\r\n" + TYPED + b"Content-Length: 99999999999\r\n\r\n", 413),
    (b"POST /compute HTTP/1.1\r\n" + TYPED + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", 400),
    (b"POST /compute HTTP/1.1\r\n" + TYPED + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    (b"POST /compute HTTP/1.1\r\n" + TYPED + b"Transfer-Encoding: chunked\r\n\r\n7a120\r\n" + b" " * 500_000, 413),
    (posted(b"{}", HOST + b"Content-Type: text/plain\r\n"), 415),
    (posted(b"{}", HOST), 415),
    (posted(b""), 400),
    (posted(b"null"), 400),
    (posted(b'"min x"'), 400),
    (posted(b"\xff\xfe{"), 400),
    (posted(b"[" * 100_000), 400),
    (posted(b'{"text": ' + b"9" * 100_000 + b"}"), 400),
    (posted(b'{"text": "\\ud800"}'), 400),
    (asked(None), 400),
    (asked(["min x"]), 400),
    (asked({"a": 1}), 400),
    (asked("min x", language=["en"]), 400),
    (asked("min x", notation={"a": 1}), 400),
    (asked("min x", language="../en"), 400),
]


def answer(address: str, sent: bytes) -> bytes:
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=20) as client:
        client.sendall(sent)
        found = b""
        try:
            while more := client.recv(65536):
                found += more
                if b"\r\n\r\n" in found:
                    break
        except ConnectionResetError:
            # The answer of a request that is not read to its end may be cut off with it.
            pass
        return found


@pytest.mark.parametrize(("sent", "status"), RAW, ids=[str(k) for k in range(len(RAW))])
def test_a_malformed_request_has_a_fault_of_its_own(address: str, sent: bytes, status: int) -> None:
    found = answer(address, sent)
    assert found.split(maxsplit=2)[1:2] == [b"%d" % status], found[:300]
    assert b"Traceback" not in found and b"root:" not in found and b"DualityError" not in found


def test_after_all_of_them_it_still_serves(address: str) -> None:
    place = urlsplit(address)
    assert b" 200 " in answer(address, b"GET / HTTP/1.1\r\nHost: %s\r\n\r\n" % place.netloc.encode())[:20]
