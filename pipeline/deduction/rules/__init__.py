"""The rules of the closure, by what they speak of."""
