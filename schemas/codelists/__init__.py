"""Code lists, kept as CSV files, and the generators of those that come from packages."""
