"""Deduction and verdicts: what follows from the statements with certainty. Knows no source and no SQL."""
