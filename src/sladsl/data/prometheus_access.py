"""How a Prometheus lets us in: a token or a password, certificates, and no way round to another server."""

from __future__ import annotations

import base64
import ssl
import urllib.request
from email.message import Message
from typing import IO

from sladsl.data.bindings import TIMEOUT
from sladsl.data.store import Unreadable
from sladsl.records import field, record

ADDRESS = "check the address and whether it runs"
CERTIFICATE = 'name the file of the authority it trusts, as in `ca = "ca.pem"` under `[data.prometheus]`'
NEEDED = (
    "put a token into the variable SLA_PROMETHEUS_TOKEN, or a name and a password into SLA_PROMETHEUS_USER "
    "and SLA_PROMETHEUS_PASSWORD"
)


@record
class Access:
    """A bearer token, or a user with a password; nothing of either is ever shown.

    `ca` is a file of certificates that are trusted instead of the system's, `timeout` the seconds that one
    request may take.
    """

    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    ca: str = ""
    timeout: float = TIMEOUT

    def headers(self) -> dict[str, str]:
        """What every request carries."""
        made = {"Accept": "application/json"}
        if self.token:
            made["Authorization"] = f"Bearer {self.token}"
        elif self.user:
            pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            made["Authorization"] = f"Basic {pair}"
        return made

    def way_in(self) -> str:
        """What helps when the server refuses us."""
        if self.token:
            return "check the token: it may have run out, or may not read queries"
        return f"check the password of `{self.user}`" if self.user else NEEDED


class _NoWayRound(urllib.request.HTTPRedirectHandler):
    """A redirected query would lose its text, and carry the token to a server that nobody named."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        return None


def connected(access: Access) -> urllib.request.OpenerDirector:
    """What opens addresses. Raises Unreadable when the certificates cannot be read."""
    try:
        context = ssl.create_default_context(cafile=access.ca or None)
    except ssl.SSLError:
        raise Unreadable(f"`{access.ca}` cannot be read: it holds no certificates", CERTIFICATE) from None
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise Unreadable(f"`{access.ca}` cannot be read: {why}", CERTIFICATE) from None
    return urllib.request.build_opener(_NoWayRound(), urllib.request.HTTPSHandler(context=context))
