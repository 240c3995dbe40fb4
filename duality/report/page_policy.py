"""The content security policy of every HTML file: nothing from outside, and of scripts those inside alone."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def policy(scripts: tuple[str, ...]) -> str:
    """The content security policy: no network at all, and of scripts these alone."""
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
