"""Which known words are spelled much like one that is wrong."""

from __future__ import annotations

from collections.abc import Iterable


def near_words(word: str, known: Iterable[str], most: int, percent: int = 60) -> tuple[str, ...]:
    """Up to `most` of the known words, best first: of their letters and those of `word` together, at least
    `percent` out of a hundred have a partner in the same order (`difflib`)."""
    from difflib import get_close_matches  # only when something is wrong

    return tuple(get_close_matches(word, list(known), n=most, cutoff=percent / 100))


def nearest(word: str, known: Iterable[str], percent: int = 60) -> str | None:
    """The one of the known words that is spelled most like it; None when none is near."""
    return next(iter(near_words(word, known, 1, percent)), None)
