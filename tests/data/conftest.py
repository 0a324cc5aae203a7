"""One real Prometheus with known samples for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from known_prometheus import MIDNIGHT, openmetrics, prometheus


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with prometheus(tmp_path_factory.mktemp("prometheus"), openmetrics(MIDNIGHT)) as address:
        yield address
