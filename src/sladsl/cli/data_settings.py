"""The table `[data]` of `sla.toml`: files and servers that hold what was measured, and how they let us in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sladsl.data.bindings import OWN, SERVERS, TIMEOUT, bindings
from sladsl.records import field, record

_FILE = ("file", "states")
_SERVER = ("url", "token_env", "user_env", "password_env", "ca", "timeout")
_SECRET = ("token", "user", "username", "password", "bearer_token")


@record
class DataSettings:
    """`places` are what `--data` would say, by name. The variables of the environment that hold the token,
    the user and the password of the server are only named here; `ca` is a file of certificates, `timeout` the
    seconds that one request may take."""

    places: Mapping[str, str] = field(default_factory=dict)
    token_env: str = "SLA_PROMETHEUS_TOKEN"
    user_env: str = "SLA_PROMETHEUS_USER"
    password_env: str = "SLA_PROMETHEUS_PASSWORD"
    ca: str = ""
    timeout: int = TIMEOUT


@record
class Wrong:
    """A setting that cannot be: its path, why, and the way out. The line of a `secret` is not shown."""

    path: str
    reason: str
    way_out: str
    secret: bool = False


def read_data(table: Mapping[str, object]) -> tuple[DataSettings, tuple[Wrong, ...]]:
    """The settings in the table, and everything in it that is none. Not all places are looked at: whether the
    files are there is found out when they are read."""
    places: dict[str, str] = {}
    server: dict[str, object] = {}
    wrong: list[Wrong] = []
    for name, value in table.items():
        path = f"data.{name}"
        if name in SERVERS:
            found = {"url": value} if isinstance(value, str) else value
            if isinstance(found, dict):
                server, more = _server(path, found)
                wrong += more
                if isinstance(server.get("url"), str):
                    places[name] = str(server["url"])
            else:
                wrong.append(Wrong(path, f"`{path}` needs an address", 'write `url = "http://…"` below it'))
        elif isinstance(value, str):
            places[name] = value
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key not in _FILE or not isinstance(inner, str) or (key == "states" and name in OWN):
                    way_out = 'write `file = "tickets.csv"`, and `states = "history.csv"` if there is one'
                    wrong.append(Wrong(f"{path}.{key}", f"`{path}.{key}` is no setting", way_out))
                else:
                    places[name if key == "file" else f"{name}.states"] = inner
        else:
            wrong.append(Wrong(path, f"`{path}` needs a file", f'write it as in `{name} = "{name}.csv"`'))
    if not wrong:
        try:
            bindings(f"{name}={place}" for name, place in places.items())
        except ValueError as problem:
            way_out = 'write data as in `tickets = "tickets.csv"`'
            wrong.append(Wrong("data", str(problem), way_out, secret="password" in str(problem)))
    given = {key: value for key, value in server.items() if key != "url"}
    return DataSettings(places, **given), tuple(wrong)  # type: ignore[arg-type]


def _server(path: str, table: Mapping[str, object]) -> tuple[dict[str, object], list[Wrong]]:
    made: dict[str, object] = {}
    wrong: list[Wrong] = []
    for key, value in table.items():
        own = f"{path}.{key}"
        if key in _SECRET:
            way_out = f'put it into a variable of the environment, and name that: `{_env(key)} = "…"`'
            wrong.append(Wrong(own, f"`{own}` would lie open in `sla.toml`", way_out, secret=True))
        elif key not in _SERVER:
            known = ", ".join(f"`{k}`" for k in _SERVER)
            wrong.append(Wrong(own, f"`{own}` is no setting", f"there are {known}"))
        elif key == "timeout":
            if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 3_600:
                wrong.append(Wrong(own, f"`{own}` needs whole seconds", "write 1 to 3600"))
            else:
                made[key] = value
        elif not isinstance(value, str) or not value:
            wrong.append(Wrong(own, f"`{own}` needs a text", 'write it in quotes, as in `"…"`'))
        elif key.endswith("_env") and not re.fullmatch(r"[A-Za-z_]\w*", value, re.ASCII):
            wrong.append(Wrong(own, f"`{own}` is no name of a variable", "name it, such as `METRICS_TOKEN`"))
        else:
            made[key] = value
    if "url" not in table:
        wrong.append(Wrong(path, f"`{path}` has no address", 'write `url = "http://localhost:9090"`'))
    return made, wrong


def _env(key: str) -> str:
    return "password_env" if key == "password" else "user_env" if key.startswith("user") else "token_env"
