"""The Vietnamese language in writing: Unicode, folding, numbers, damaged letters. Knows nothing of the project."""
