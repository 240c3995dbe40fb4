"""Guess and verify: what exact arithmetic proves about problems that are not quadratic programs."""
