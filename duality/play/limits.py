"""What the playground accepts and for how long it works."""

from __future__ import annotations

MAX_TEXT = 200_000
"""Bytes of a problem's text; a longer one is refused before it is read."""

MAX_BODY = 2 * MAX_TEXT
"""Bytes of a request: the text may grow when it is written as JSON."""

TIME_LIMIT = 10.0
"""Seconds of one computation."""

GRACE = 5.0
"""Seconds beyond the limit for the start of a worker and for drawing; then it is killed."""

KEPT_PAGES = 12
"""Pages that can still be opened; older ones are forgotten."""
