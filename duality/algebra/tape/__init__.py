"""One tape, many algebras: trees are compiled to operations once, and every kind of evaluation runs over these."""
