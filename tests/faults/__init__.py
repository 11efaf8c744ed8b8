"""What may happen to a build at any moment, and who may be reading while it happens."""
