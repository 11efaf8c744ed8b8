"""What the closure finds of all that follows, held against an exact solver (`make completeness`)."""
