"""The audit: evidence out of the built tables, verdicts of `pipeline.inference` back into them."""

from pipeline.audit.verdicts import audit

__all__ = ["audit"]
