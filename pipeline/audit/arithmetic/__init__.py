"""Rounding, parts and ranks: the arithmetic that verdicts rest on."""
