"""How well documents are read that nobody wrote rules for."""
