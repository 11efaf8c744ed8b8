"""The contract of the published tables: what each column is, and what follows from it."""
