"""Findings of the layout itself, and the doubt gate before any of them accuses."""
