"""The renderers as one-line helpers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.html import HtmlBackend
from sladsl.backends.markdown import MarkdownBackend
from sladsl.lower.document import Document


@pytest.fixture
def markdown() -> Callable[[Document], str]:
    def render(document: Document) -> str:
        outcome = MarkdownBackend().emit(document, DocumentOptions("contract.md"))
        assert outcome.value[0].path == "contract.md"
        return outcome.value[0].content.decode()

    return render


@pytest.fixture
def html() -> Callable[[Document], str]:
    def render(document: Document) -> str:
        outcome = HtmlBackend().emit(document, DocumentOptions("contract.html"))
        return outcome.value[0].content.decode()

    return render
