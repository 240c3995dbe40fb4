"""The variable of a path's coordinates."""

PARAMETER = "_t"
"""A leading underscore cannot be a name of the language."""
