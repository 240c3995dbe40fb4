"""What the playground accepts, how much of it, and for how long it works."""

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

KEPT_PAGES = 24
"""Pages that can still be opened; older ones are forgotten. A computation makes up to three."""

READING = 5.0
"""Seconds for the parsing of a text in the server; what takes longer is left to the worker, which can be killed."""

MOST_WAITING = 8
"""Computations that may wait for their turn; one more is refused."""

MOST_A_MINUTE = 120
"""Computations that may be asked for in a minute."""

SLOW = 10.0
"""Seconds for a client to send a request's head, and again for its body; then the connection is closed."""

MOST_CONNECTIONS = 64
"""Connections at once; one more is told to come back."""

JOBS = 20
"""Computations of one worker; then a fresh one takes its place."""
