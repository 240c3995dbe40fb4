"""Checks of claimed points and multipliers against the problem's data alone; the solver is never asked."""
