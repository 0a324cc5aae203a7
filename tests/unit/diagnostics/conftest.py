"""Gives the sample findings to every test of this folder."""

from __future__ import annotations

import pytest
from sample_findings import sample_findings

from sladsl.diagnostics.diagnostic import Diagnostic


@pytest.fixture
def findings() -> tuple[Diagnostic, ...]:
    return sample_findings()
