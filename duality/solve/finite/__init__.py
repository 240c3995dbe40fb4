"""Finite sets in X: their combinations, and the best of them."""
