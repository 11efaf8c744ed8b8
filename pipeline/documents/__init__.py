"""From bytes to a `Document`: lines, native tables and their places, one module a format."""
