"""Checkable sentences: counts, averages, changes, bands, dates."""
