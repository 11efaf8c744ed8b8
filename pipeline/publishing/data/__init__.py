"""The published tables as files."""
