"""Who may ask the playground, how often and how slowly; and that it leaves nothing behind. Loopback only, bounded."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
import uvicorn

from duality.play.requests import Rate
from duality.play.serve import PortTaken, listening
from duality.play.visitors import Impatient
from duality.play.workers import Workers
from tests.play.server import playground
from tests.play.test_server import ENDLESS, call

JSON = {"Content-Type": "application/json"}
BODY = b'{"text": "min x^^2"}'


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with playground("--time-limit", "5") as found:
        yield found


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "OWN"}, 200),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Host": "elsewhere.example"}, 400),
        ({"Host": "127.0.0.1.elsewhere.example"}, 400),
        ({"Host": "127.0.0.1:1"}, 400),
        ({"Host": ""}, 400),
    ],
)
def test_only_pages_of_the_playground_itself_may_compute(address: str, headers: dict[str, str], status: int) -> None:
    own = {key: address.rstrip("/") if value == "OWN" else value for key, value in headers.items()}
    assert call(address, "POST", "/compute", BODY, JSON | own)[0] == status


@pytest.mark.parametrize("path", ["/", "/start", "/examples", "/assets/play.js"])
def test_nothing_is_served_under_a_rebound_name(address: str, path: str) -> None:
    assert call(address, "GET", path, headers={"Host": "rebound.example"})[0] == 400


def test_a_link_on_another_site_may_open_the_editor(address: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert call(address, "GET", "/", headers=headers)[0] == 200


def test_it_is_bound_to_the_loopback_address_alone() -> None:
    with listening(0) as found:
        assert found.getsockname()[0] == "127.0.0.1"


def test_a_port_is_refused_while_it_is_listened_on_and_free_at_once_after() -> None:
    with listening(0) as first:
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match="--port"):
            listening(port)
        client = socket.create_connection(("127.0.0.1", port))
        server, _ = first.accept()
        server.close()  # this side closes first: the port stays in TIME_WAIT
        client.close()
    with listening(port) as again:
        assert again.getsockname()[1] == port


def test_so_many_computations_a_minute_and_no_more() -> None:
    rate = Rate(most=3)
    assert [rate.allows() for _ in range(5)] == [True, True, True, False, False]


def test_more_than_may_wait_are_refused() -> None:
    async def fill() -> list[bool]:
        pool, found = Workers(), []

        async def one() -> None:
            async with pool.turn():
                await asyncio.sleep(0.05)

        waiting = [asyncio.create_task(one()) for _ in range(9)]
        await asyncio.sleep(0.01)
        found.append(pool.is_full)
        await asyncio.gather(*waiting)
        found.append(pool.is_full)
        return found

    assert asyncio.run(fill()) == [True, False]


@contextmanager
def impatient(seconds: float) -> Iterator[int]:
    """A server that waits for so many seconds, in a thread of its own."""

    async def hello(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"hi"})

    kind = type("Quick", (Impatient,), {"seconds": seconds})
    server = uvicorn.Server(uvicorn.Config(hello, http=kind, ws="none", lifespan="off", log_level="critical"))
    with listening(0) as at:
        thread = Thread(target=lambda: server.run(sockets=[at]))
        thread.start()
        try:
            yield at.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
def test_a_client_that_does_not_finish_its_request_is_let_go(sent: bytes) -> None:
    with impatient(0.5) as port, socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(sent)
        assert client.recv(10) == b""


def test_a_client_that_trickles_is_let_go_and_a_usual_one_is_served() -> None:
    with impatient(0.5) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            began = time.monotonic()
            for _ in range(100):
                try:
                    client.sendall(b"X")
                except OSError:
                    break
                time.sleep(0.1)
            assert time.monotonic() - began < 5
        with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
            for _ in range(2):
                client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                answer = b""
                while not answer.endswith(b"hi"):
                    answer += client.recv(1000)
                assert answer.startswith(b"HTTP/1.1 200")
                time.sleep(0.7)


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.requests import Request

    from duality.play.requests import TOO_SLOW, job_of

    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    scope = {"type": "http", "headers": [(b"content-type", b"application/json"), (b"content-length", b"10")]}
    assert asyncio.run(job_of(Request(scope, never), 1.0, slow=0.05)) is TOO_SLOW


def children(parent: int) -> list[int]:
    """The processes whose parent it is."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_server(how: int) -> None:
    """In the middle of a computation, too."""
    command = [sys.executable, "-m", "duality", "play", "--no-open", "--time-limit", "60"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, start_new_session=True, **pipes) as server:
        assert server.stdout is not None and server.stderr is not None
        place = urlsplit(server.stdout.readline().split()[4])
        with socket.create_connection((place.hostname, place.port), timeout=60) as client:
            body = b'{"text": "' + ENDLESS.replace("\n", "\\n").encode() + b'"}'
            head = f"POST /compute HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
            head += f"Accept: application/x-ndjson\r\nContent-Length: {len(body)}\r\n\r\n"
            client.sendall(head.encode() + body)
            while b"derived" not in (got := client.recv(4096)):
                assert got, "the answer ended"
            workers = children(server.pid)
            assert workers
            os.kill(server.pid, how)
            server.wait(timeout=20)
            assert "Traceback" not in server.stderr.read()
        until = time.monotonic() + 10
        while any(map(is_running, workers)) and time.monotonic() < until:
            time.sleep(0.1)
        assert not any(map(is_running, workers))
    # The port is free at once.
    with listening(place.port or 0):
        pass
