"""Documents invented to measure growth by, and what each states."""
