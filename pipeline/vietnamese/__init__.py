"""The language, nothing of the project: Unicode, matching keys, phrases, numbers, damaged letters."""
