"""Makes characters that cannot be seen, or that reorder what is seen, safe to print."""

from __future__ import annotations

import re

# C0 and C1 controls except tab and line feed; bidirectional embeddings, overrides and isolates;
# the zero-width and interlinear marks with which one name can be dressed as another; surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(words: str) -> str:
    """The text with every unseen character shown as U+FFFD and tabs as spaces; line feeds stay."""
    return _UNSEEN.sub(REPLACEMENT, words.replace("\r\n", "\n").replace("\t", " "))
