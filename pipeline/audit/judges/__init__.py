"""The judges of claims, by type; plain data in, verdicts out."""
