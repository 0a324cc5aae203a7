"""What goes wrong on the way to a Prometheus: lost requests, closed doors, wrong addresses, false names."""

from __future__ import annotations

import json
import os
import pty
import re
import socket
import ssl
import subprocess
import sys
import threading
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from known_prometheus import MIDNIGHT, Way, free_port, way

from sladsl.cli.app import app
from sladsl.data.prometheus_access import Access
from sladsl.data.prometheus_api import TRIES, Api, Refused, Unreachable, chunks
from sladsl.data.store import Unreadable

ASKED = ("min(last_over_time(up[59s999ms]))", MIDNIGHT + 60, MIDNIGHT + 86_400, 60)
SOURCE = """\
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  partial minutes count
}
service Checkout "Checkout" {
  measure uptime from prometheus { up = `up{job="checkout"}` }
}
sla A "A" {
  effective 2026-01-01
  covers Checkout
  guarantee b: uptime of Checkout >= 99% per day
}
"""


def never(seconds: float) -> None:
    raise AssertionError("nothing to wait for")


def test_a_way_that_loses_every_third_request(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sladsl.data.prometheus_api.POINTS", 97)
    whole = Api(server).instants(*ASKED)
    assert len(whole) == 1410
    losing = Way(server, lambda number, *_: "drop" if number % 3 == 0 else None)
    waited: list[float] = []
    with way(losing) as address:
        assert Api(address, pause=waited.append).instants(*ASKED) == whole
    assert len(losing.seen) == 15 + len(waited)
    assert len(waited) == len(losing.seen) // 3 > 5
    assert set(waited) == {1}


@pytest.mark.parametrize("trouble", ["cut", (503, b"busy"), (429, b"slow down"), (500, b"{}"), "drop"])
def test_trouble_that_passes_and_that_stays(server: str, trouble: object) -> None:
    passing = Way(server, lambda number, *_: trouble if number <= 2 else None)
    waited: list[float] = []
    with way(passing) as address:
        assert len(Api(address, pause=waited.append).instants(*ASKED)) == 1410
    assert waited == [1, 2]
    staying = Way(server, lambda *_: trouble)
    with way(staying) as address:
        api = Api(address, pause=waited.append)
        with pytest.raises(Unreachable, match="does not answer: "):
            api.instants(*ASKED)
        assert len(staying.seen) == TRIES
        # What cannot be reached is not asked again for the next signal.
        with pytest.raises(Unreachable):
            api.instants(*ASKED)
        assert len(staying.seen) == TRIES


def test_a_server_that_says_nothing_in_time() -> None:
    waited: list[float] = []
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(Unreachable, match=r"does not answer: .*timed out"):
            Api(address, Access(timeout=0.05), pause=waited.append).instants(*ASKED)
    assert waited == [1, 2, 4]


def test_nobody_is_there() -> None:
    with pytest.raises(Unreachable, match="does not answer: connection refused"):
        Api(f"http://127.0.0.1:{free_port()}", pause=lambda _: None).instants(*ASKED)


@pytest.mark.parametrize(
    ("answer", "message", "way_out"),
    [
        ((401, b"no"), "does not let us in: HTTP 401", "SLA_PROMETHEUS_TOKEN"),
        ((403, b'{"error": "not for you"}'), "does not let us in: not for you", "SLA_PROMETHEUS_TOKEN"),
        ((404, b"404 page not found"), "there is no Prometheus at http.*: HTTP 404", "before `/api/v1`"),
        ((200, b"<html>Welcome</html>"), "is no Prometheus: its answer has no data", "check the address"),
        ((200, b"[]"), "is no Prometheus", "check the address"),
        ((200, b'{"status": "ok"}'), "is no Prometheus", "check the address"),
        ((200, b"[" * 100_000 + b"]" * 100_000), "is no Prometheus", "check the address"),
        *(
            ((200, b'{"status": "success", "data": ' + body + b"}"), "is no Prometheus", "check the address")
            for body in (
                b'"result"',
                b"{}",
                b'{"result": {}}',
                b'{"result": [7]}',
                b'{"result": [{"values": 7}]}',
                b'{"result": [{"values": [[1]]}]}',
                b'{"result": [{"values": [["x", "1"]]}]}',
                b'{"result": [{"values": [[60, 1]]}]}',
                b'{"result": [{"metric": 1, "values": []}]}',
            )
        ),
        (
            (302, b"", {"Location": "https://login.example/?back=secret"}),
            r"sends us on to https://login\.example$",
            "answers itself",
        ),
    ],
)
def test_wrong_doors_are_told_at_once(
    server: str, answer: tuple[int, bytes], message: str, way_out: str
) -> None:
    with (
        way(Way(server, lambda *_: answer)) as address,
        pytest.raises(Unreachable, match=message) as refused,
    ):
        Api(address, pause=never).instants(*ASKED)
    assert way_out in refused.value.way_out


def test_a_wrong_query_is_the_query_s_fault(server: str) -> None:
    with pytest.raises(Refused, match=r"refuses `sum\(`: .*parse error"):
        Api(server, pause=never).instants("sum(", 0, 60, 60)


def test_a_gateway_that_only_lets_reading_requests_through(server: str) -> None:
    reading = Way(server, lambda number, method, _: (405, b"") if method == "POST" else None)
    with way(reading) as address:
        assert len(Api(address, pause=never).instants(*ASKED)) == 1410
    assert [method for method, *_ in reading.seen] == ["POST", "GET"]


def test_a_query_that_is_too_much_is_cut(server: str) -> None:
    """A server that cannot read so much at once still gives all of it, in smaller parts."""

    too_much = Way(server)
    whole = Api(server).instants(*ASKED)
    refused: list[int] = []

    def limited(number: int, method: str, headers: dict[str, str]) -> object:
        if number in (1, 2, 5):
            refused.append(number)
            return (422, b'{"error": "query processing would load too many samples into memory"}')
        return None

    too_much.judge = limited
    with way(too_much) as address:
        assert Api(address, pause=never).instants(*ASKED) == whole
    assert refused == [1, 2, 5]


def test_chunks_are_below_the_limit_of_a_server() -> None:
    """A year by the minute: every instant once, and no request of more than 11,000 of them."""
    parts = chunks(60, 365 * 86_400, 60)
    found = [at for first, last in parts for at in range(first, last + 1, 60)]
    assert found == list(range(60, 365 * 86_400 + 1, 60))
    assert all((last - first) // 60 < 11_000 for first, last in parts)


def authority(folder: Path) -> ssl.SSLContext:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", "key.pem", "-out", "ca.pem", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return made


def test_certificates_of_ones_own(server: str, tmp_path: Path) -> None:
    with way(Way(server), authority(tmp_path)) as address:
        with pytest.raises(Unreachable, match=r"is not secure: .*self.signed") as refused:
            Api(address, pause=never).instants(*ASKED)
        assert "`ca = " in refused.value.way_out
        trusting = Access(ca=str(tmp_path / "ca.pem"))
        assert len(Api(address, trusting, pause=never).instants(*ASKED)) == 1410
    (tmp_path / "no.pem").write_text("hello")
    for name, why in (("no.pem", "no certificates"), ("gone.pem", "no such file")):
        with pytest.raises(Unreadable, match=f"{name}` cannot be read: .*{why}"):
            Api("https://127.0.0.1:1", Access(ca=str(tmp_path / name))).instants(*ASKED)


def test_nothing_secret_is_shown() -> None:
    shown = repr(Api("http://a", Access("tea", "ann", "milk")))
    assert "ann" in shown
    assert "tea" not in shown
    assert "milk" not in shown


class TestCommand:
    """`sla evaluate` against a guarded server."""

    def run(
        self, folder: Path, settings: str, env: dict[str, str | None], *more: str
    ) -> tuple[int, str, str]:
        (folder / "a.sla").write_text(SOURCE)
        (folder / "sla.toml").write_text(settings)
        done = CliRunner(env={"SLA_PROMETHEUS_TOKEN": None, "SLA_PROMETHEUS_USER": None, **env}).invoke(
            app, ["evaluate", str(folder), "--period", "2026-03-04", *more], standalone_mode=False
        )
        if done.exception is not None:
            raise done.exception
        return done.return_value, done.stdout, done.stderr

    def test_a_token_out_of_the_environment(self, server: str, tmp_path: Path) -> None:
        def judge(number: int, method: str, headers: dict[str, str]) -> object:
            return None if headers.get("Authorization") == "Bearer s3cret" else (401, b"who?")

        with way(Way(server, judge)) as address:
            settings = f'[data.prometheus]\nurl = "{address}"\ntoken_env = "TEA"\n'
            code, out, err = self.run(tmp_path, settings, {"TEA": "s3cret\n"})
            assert (code, err) == (0, "")
            assert "met" in out
            code, out, err = self.run(tmp_path, settings, {"TEA": "stale"})
            assert code == 1
            assert "does not let us in" in err
            assert "check the token" in err
            assert "stale" not in out + err
            assert "no_data" in out
            code, _, err = self.run(tmp_path, settings, {})
            assert "put a token into the variable SLA_PROMETHEUS_TOKEN" in err

    def test_a_user_with_a_password(self, server: str, tmp_path: Path) -> None:
        def judge(number: int, method: str, headers: dict[str, str]) -> object:
            return None if headers.get("Authorization") == "Basic YW5uOm1pbGs=" else (401, b"who?")

        with way(Way(server, judge)) as address:
            settings = f'[data]\nprometheus = "{address}"\n'
            held = {"SLA_PROMETHEUS_USER": "ann", "SLA_PROMETHEUS_PASSWORD": "milk"}
            assert self.run(tmp_path, settings, held)[0] == 0
            held["SLA_PROMETHEUS_PASSWORD"] = "cream"
            code, out, err = self.run(tmp_path, settings, held)
            assert (code, "cream" in out + err, "password of `ann`" in err) == (1, False, True)

    def test_a_query_is_underlined(self, server: str, tmp_path: Path) -> None:
        (tmp_path / "a.sla").write_text(SOURCE)
        wrong = SOURCE.replace('`up{job="checkout"}`', "`sum(up`")
        (tmp_path / "a.sla").write_text(wrong)
        done = CliRunner().invoke(
            app,
            ["evaluate", str(tmp_path), "--period", "2026-03-04", "--data", f"prometheus={server}"],
            standalone_mode=False,
        )
        assert done.return_value == 1
        line = next(i for i, text in enumerate(done.stderr.splitlines()) if "measure uptime" in text)
        shown, under = done.stderr.splitlines()[line : line + 2]
        start = under.index("^")
        assert shown[start : start + under.count("^")] == "up = `sum(up`"

    def test_what_the_command_line_says_goes_before(self, server: str, tmp_path: Path) -> None:
        settings = '[data]\nprometheus = "http://127.0.0.1:1"\n'
        code, out, _ = self.run(tmp_path, settings, {}, "--data", f"prometheus={server}")
        assert (code, "met" in out) == (0, True)

    @pytest.mark.parametrize(
        ("table", "why"),
        [
            ('token = "milk"\nurl = "http://a"', "would lie open in `sla.toml`"),
            ('token_env = "A"', "has no address"),
            ('url = "http://ann:milk@a"', "holds a password"),
            ('url = "a:9090"', "is read from an address"),
            ('url = "http://a"\ntoken_env = "s3cret tea"', "is no name of a variable"),
            ('url = "http://a"\ntimeout = 0', "needs whole seconds"),
            ('url = "http://a"\nurI = "x"', "is no setting"),
        ],
    )
    def test_settings_that_cannot_be(self, tmp_path: Path, table: str, why: str) -> None:
        code, out, err = self.run(tmp_path, f"[data.prometheus]\n{table}\n", {})
        assert (code, out) == (1, "")
        assert why in err
        assert "milk" not in err

    @pytest.mark.parametrize(
        "held",
        [
            {"SLA_PROMETHEUS_TOKEN": "a\nHost: b"},
            {"SLA_PROMETHEUS_TOKEN": "ä"},
            {"SLA_PROMETHEUS_USER": "a:b"},
            {"SLA_PROMETHEUS_TOKEN": "a", "SLA_PROMETHEUS_USER": "b"},
        ],
    )
    def test_variables_that_cannot_be(self, tmp_path: Path, held: dict[str, str | None]) -> None:
        with pytest.raises(Exception, match=r"the variables? SLA_PROMETHEUS_") as refused:
            self.run(tmp_path, '[data]\nprometheus = "http://127.0.0.1:1"\n', held)
        assert "Host" not in str(refused.value)

    def test_a_password_in_an_address(self, tmp_path: Path) -> None:
        with pytest.raises(Exception, match="holds a password") as refused:
            self.run(tmp_path, "", {}, "--data", "prometheus=http://ann:milk@127.0.0.1:1")
        assert "milk" not in str(refused.value)

    def test_a_bar_where_people_watch(self, server: str, tmp_path: Path) -> None:
        (tmp_path / "a.sla").write_text(SOURCE)
        script = "import sys; from sladsl.cli.entry import main; sys.exit(main())"
        sla = [sys.executable, "-c", script, "evaluate", str(tmp_path), "--period", "2026-03-04"]
        sla += ["--data", f"prometheus={server}", "--format", "json"]
        ours, theirs = pty.openpty()
        heard: list[bytes] = []

        def listen() -> None:
            while True:
                try:
                    part = os.read(ours, 4096)
                except OSError:
                    return
                if not part:
                    return
                heard.append(part)

        listener = threading.Thread(target=listen)
        listener.start()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
        done = subprocess.run(sla, stdout=subprocess.PIPE, stderr=theirs, env=environment, check=False)
        os.close(theirs)
        listener.join(10)
        os.close(ours)
        shown = b"".join(heard).decode()
        assert re.search(r"A 2026-03-04 \[#{24}\] 1/1 min\( last_over_time", shown), shown
        assert shown.endswith("\r\x1b[K")
        (statement,) = json.loads(done.stdout)["statements"]
        assert Fraction(statement["results"][0]["value"]["exact"]) == Fraction(1290, 1295)
        quiet = subprocess.run(sla, capture_output=True, text=True, check=False)
        assert quiet.stderr == ""
