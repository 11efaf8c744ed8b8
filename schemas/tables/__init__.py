"""The tables by subject: one frozen dataclass a table, which is the type of its rows."""
