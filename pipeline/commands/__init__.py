"""The commands of ``xephang``."""
