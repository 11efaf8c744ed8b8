"""What a release is, how it becomes current, and how two differ."""
