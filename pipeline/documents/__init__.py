"""From bytes to a `Document`: lines, native tables and where they stand, one module a format."""
