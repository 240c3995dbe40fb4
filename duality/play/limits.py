"""What the playground accepts and for how long it works."""

from __future__ import annotations

MAX_TEXT = 200_000
"""Bytes of a problem's text; a longer one is refused before it is read."""

MAX_BODY = 2 * MAX_TEXT
"""Bytes of a request: the text may grow when it is written as JSON."""

TIME_LIMIT = 10.0
"""Seconds of one computation."""

GRACE = 5.0
"""Seconds beyond the limit, for drawing; then the computation is killed."""

START_UP = 60.0
"""Seconds that a worker may take to load on a busy machine; a computation's limit counts from then on."""

KEPT_PAGES = 12
"""Pages that can still be opened; older ones are forgotten."""
