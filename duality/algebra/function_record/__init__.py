"""What a function of the language must answer, and how one of one variable answers out of its data."""
