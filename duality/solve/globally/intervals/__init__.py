"""Interval arithmetic on arrays of boxes, and branch and bound with it."""
