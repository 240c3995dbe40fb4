"""Local methods in floating point: starts, sequential quadratic programming, multipliers, Newton's method."""
