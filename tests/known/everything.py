"""All known problems, by class and name."""

from tests.known.convex import CONVEX
from tests.known.delicate import DELICATE
from tests.known.global_functions import GLOBAL, TRANSCENDENTAL
from tests.known.hock_schittkowski import HOCK_SCHITTKOWSKI
from tests.known.infinite import INFINITE
from tests.known.nonconvex import FINITE, QUADRATIC
from tests.known.problem import Known

CLASSES: dict[str, dict[str, Known]] = {
    "convex": CONVEX,
    "delicate": DELICATE,
    "infinite": INFINITE,
    "quadratic": QUADRATIC,
    "finite": FINITE,
    "hs": HOCK_SCHITTKOWSKI,
    "global": GLOBAL,
    "transcendental": TRANSCENDENTAL,
}
