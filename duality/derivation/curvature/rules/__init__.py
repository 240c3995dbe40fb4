"""One file a rule: each gives what it can prove about a tree on D."""
