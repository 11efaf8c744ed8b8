"""Rounding, parts and places: the arithmetic that verdicts rest on."""
