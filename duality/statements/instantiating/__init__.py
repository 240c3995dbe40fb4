"""A statement with small data as a problem in numbers, for the engine of scalar problems."""

from duality.statements.instantiating.instance import Instance, instance

__all__ = ["Instance", "instance"]
