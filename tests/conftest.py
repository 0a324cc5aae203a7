"""Settings for all tests: a property is slow or fast as the machine is, which says nothing about it."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
