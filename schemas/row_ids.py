"""Ids of rows, made from natural keys."""

import hashlib


def row_id(*parts: object) -> str:
    """Return a stable id: the first sixteen hex digits of the SHA-256 of the parts."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
