"""The digest that a contract bears: what it was made from, in one number."""

from __future__ import annotations

import hashlib

from sladsl.model.agreements import Agreement
from sladsl.model.house import House


def digest_of(house: House, agreement: Agreement) -> str:
    """SHA-256, hexadecimal, over the paths and contents of all files the agreement is made from.

    The text that is hashed has a line per file, sorted by path: the file's own SHA-256, two spaces, its
    path, a line feed; so that `sha256sum` over the attached files repeats it.
    """
    lines = [f"{source.digest}  {source.name}\n" for source in house.sources_of(agreement)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()
