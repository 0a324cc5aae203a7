"""What a command reads data from: `--data`, else `[data]` of sla.toml; opens files and asks servers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from sladsl.cli.console import say
from sladsl.cli.progress import Bar
from sladsl.cli.project import Project
from sladsl.data.bindings import Bindings, bindings, is_address
from sladsl.data.gather import prepare, strange_services, unused
from sladsl.data.prometheus import read_signals
from sladsl.data.prometheus_access import Access
from sladsl.data.prometheus_api import Api
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import ServiceFacts
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Service
from sladsl.model.house import House
from sladsl.records import field, record

data_option = click.option(
    "--data", "given", multiple=True, metavar="NAME=FILE",
    help="tickets=tickets.csv, outages=outages.csv, prometheus=http://localhost:9090; may be repeated. "
    "What is not named is read from where [data] of sla.toml says.",
)  # fmt: skip
"""`--data`, wherever measured data is read."""


def data_for(project: Project, houses: Sequence[House], given: Iterable[str]) -> Bindings:
    """The chosen data; says so when there is none. Raises click.UsageError for data that none of the houses
    measures anything from."""
    data = chosen_data(project, given)
    for name in sorted(set.intersection(*(set(unused(house, data)) for house in houses))):
        raise click.UsageError(f"nothing in the source is measured from '{name}'")
    if not data.files and not data.servers:
        say("no data was given: name files and servers with --data, or under [data] in sla.toml")
    return data


@contextmanager
def opened(data: Bindings, houses: Sequence[House], found: list[Diagnostic]) -> Iterator[Store | None]:
    """The files of the data, open for all the houses; None without files. Services in them that the first
    house does not know go into `found`. Raises Unreadable for what is not there."""
    if not data.files:
        yield None
        return
    with Store() as store:
        for house in houses:
            prepare(store, house, data)
        found += strange_services(store, houses[0], data)
        yield store


def chosen_data(project: Project, given: Iterable[str]) -> Bindings:
    """What `--data` names, and for every name that it leaves out what sla.toml says, files from the folder of
    sla.toml. Raises click.UsageError when one is no such thing."""
    own = project.settings.data.places
    try:
        asked = bindings(given)
        known = {*asked.files, *asked.servers}
        rest = [
            f"{name}={_placed(project, place)}"
            for name, place in own.items()
            if name.partition(".")[0] not in known
        ]
        other = bindings(rest)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    return Bindings(
        {**other.files, **asked.files},
        {**other.histories, **asked.histories},
        {**other.servers, **asked.servers},
    )


def _placed(project: Project, place: str) -> str:
    if is_address(place) or Path(place).is_absolute():
        return place
    return project.shown(place)


def access_of(project: Project, environment: Mapping[str, str] | None = None) -> Access:
    """The token or password that the environment holds for the servers. Raises click.UsageError for one that
    is none."""
    data, held = project.settings.data, os.environ if environment is None else environment
    token = held.get(data.token_env, "").strip()
    user, password = held.get(data.user_env, ""), held.get(data.password_env, "")
    for name, value in ((data.token_env, token), (data.user_env, user), (data.password_env, password)):
        if any(ord(character) < 32 for character in value):
            raise click.UsageError(f"the variable {name} holds a control character, which no password has")
    if not token.isascii():
        raise click.UsageError(f"the variable {data.token_env} holds letters that no token has")
    if ":" in user:
        raise click.UsageError(f"the variable {data.user_env} holds a colon, which no user has")
    if token and user:
        raise click.UsageError(
            f"the variables {data.token_env} and {data.user_env} are both set: one of the two lets us in"
        )
    ca = _placed(project, data.ca) if data.ca else ""
    return Access(token, user, password, ca, data.timeout)


@record(frozen=False)
class Servers:
    """Asks servers for signals; a `Served` of data/gather.py. One that is not reached is not asked again."""

    access: Access
    bar: Bar
    _known: dict[str, Api] = field(default_factory=dict)

    def __call__(
        self,
        agreement: Agreement,
        period: Period,
        address: str,
        found: list[Diagnostic],
        services: Iterable[Service] = (),
        excluded: Mapping[str, ServiceFacts] | None = None,
    ) -> dict[str, ServiceFacts]:
        """What the server at the address knows of the agreement's services in the period."""
        if address not in self._known:
            self._known[address] = Api(address, self.access)
        api = self._known[address]
        api.done = api.expected = 0

        def told(query: str, done: int, of: int) -> None:
            self.bar.show(f"{agreement.key} {period.label}", done, of, query)

        api.told = told
        self.bar.show(f"{agreement.key} {period.label}", 0, 1, "")
        try:
            return read_signals(api, agreement, period, found, services, excluded)
        finally:
            self.bar.clear()


def servers(project: Project) -> Servers:
    """The servers of a project, asked with what the environment holds to be let in."""
    return Servers(access_of(project), Bar())
