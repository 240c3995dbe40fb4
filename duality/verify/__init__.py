"""Judges claimed solutions: knows the problem and the claimed vectors, never the solver."""

from duality.verify.judgement import Judgement, verify

__all__ = ["Judgement", "verify"]
