"""Equivalent problems that are easier to settle: scaled to plain numbers, and split into independent parts."""
