"""Solvers that bound the global minimum, one a file, behind one shape."""
