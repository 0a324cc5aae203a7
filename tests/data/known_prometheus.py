"""Known samples, a real Prometheus that holds them, and a way to it that loses, refuses and hides things."""

from __future__ import annotations

import contextlib
import http.client
import http.server
import socket
import ssl
import struct
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MIDNIGHT = 1_772_575_200  # 2026-03-04 00:00 in Helsinki


def openmetrics(start: int) -> str:
    """A day by the minute: minutes 100 to 109 fail one request in ten, nothing is known of 200 to 229, and
    the service is down in 300 to 304. Each minute has 60 requests, one good try of two, four durations."""
    names = ("errors", "requests", "good", "tried")
    lines: dict[str, list[str]] = {name: [f"# TYPE {name} counter"] for name in names}
    lines["up"] = ["# TYPE up gauge"]
    lines["duration_seconds"] = ["# TYPE duration_seconds histogram"]
    counts = dict.fromkeys(names, 0)
    # A sample every 15 s, from a little before to a little after the day.
    for tick in range(-20, 1440 * 4 + 20):
        at = start + tick * 15
        minute = (tick - 1) // 4
        counts["requests"] += 15
        counts["errors"] += 1.5 if 100 <= minute < 110 else 0
        counts["good"] += 15
        counts["tried"] += 30
        if 200 <= minute < 230:
            continue
        for name in names:
            lines[name].append(f"{name}_total {counts[name]} {at}")
        lines["up"].append(f'up{{job="checkout"}} {0 if 300 <= minute < 305 else 1} {at}')
        for bound, share in (("0.1", 2), ("0.5", 3), ("+Inf", 4)):
            lines["duration_seconds"].append(
                f'duration_seconds_bucket{{le="{bound}"}} {(tick + 20) * share} {at}'
            )
    return "\n".join(line for part in lines.values() for line in part) + "\n# EOF\n"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def prometheus(folder: Path, samples: str) -> Iterator[str]:
    """The address of a server that holds these samples and nothing else."""
    (folder / "in.txt").write_text(samples)
    subprocess.run(
        ["promtool", "tsdb", "create-blocks-from", "openmetrics", "in.txt", "data"],
        cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    (folder / "prometheus.yml").write_text("global: {}\n")
    address = f"127.0.0.1:{free_port()}"
    command = [
        "prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
        "--storage.tsdb.retention.time=100y", f"--web.listen-address={address}",
    ]  # fmt: skip
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as run,
    ):
        try:
            until = time.monotonic() + 30
            while True:
                try:
                    with urllib.request.urlopen(f"http://{address}/-/ready", timeout=5):
                        break
                except OSError:
                    assert time.monotonic() < until, (folder / "log").read_text()
                    time.sleep(0.1)
            yield f"http://{address}"
        finally:
            run.terminate()


@dataclass
class Way:
    """Stands before a server. `judge` hears the number of a request, its method and headers, and says what
    becomes of it: None lets it through, "drop" resets the connection, "cut" sends half of the answer, a
    number and a body answer instead. `seen` are the requests that came."""

    address: str
    judge: Callable[[int, str, dict[str, str]], object] = lambda number, method, headers: None
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@contextlib.contextmanager
def way(way: Way, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """The address at which the way begins, open until the block is left."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.handle_one(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def do_GET(self) -> None:
            self.handle_one(None)

        def handle_one(self, body: bytes | None) -> None:
            headers = dict(self.headers.items())
            way.seen.append((self.command, self.path, headers))
            verdict = way.judge(len(way.seen), self.command, headers)
            if verdict == "drop":
                # No farewell: the other side sees its connection reset.
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                return
            if isinstance(verdict, tuple):
                self.answer(verdict[0], verdict[1], verdict[2] if len(verdict) > 2 else {})
                return
            host = way.address.removeprefix("http://")
            onward = http.client.HTTPConnection(host, timeout=30)
            kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
            onward.request(self.command, self.path, body, kind)
            found = onward.getresponse()
            text = found.read()
            onward.close()
            if verdict == "cut":
                self.send_response(found.status)
                self.end_headers()
                self.wfile.write(text[: len(text) // 2])
            else:
                self.answer(found.status, text, {})

        def answer(self, code: int, text: bytes, more: dict[str, str]) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(text)))
            for name, value in more.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that turns away from our certificate is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
