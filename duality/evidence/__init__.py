"""Strategies propose, one kernel disposes: what is true of p* and d*, decided from checked evidence alone."""
