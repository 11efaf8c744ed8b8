"""What became of every number of a document."""
