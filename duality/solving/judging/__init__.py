"""What a numeric answer is worth: its value and residuals recomputed, its infimum attained or drifting."""
