"""One module a format: bytes to the lines and tables of a `Document`."""
