"""The pages that were made, by a name that cannot be guessed; the oldest are forgotten."""

from __future__ import annotations

import secrets
from collections import OrderedDict

from duality.play.limits import KEPT_PAGES


class Pages:
    """At most ``most`` pages in memory; nothing is written to disk."""

    def __init__(self, most: int = KEPT_PAGES) -> None:
        self._most = most
        self._pages: OrderedDict[str, str] = OrderedDict()

    def keep(self, page: str) -> str:
        """The name under which the page can be fetched."""
        name = secrets.token_urlsafe(16)
        self._pages[name] = page
        while len(self._pages) > self._most:
            self._pages.popitem(last=False)
        return name

    def get(self, name: str) -> str | None:
        """The page, ``None`` if it never was or is forgotten."""
        return self._pages.get(name)
