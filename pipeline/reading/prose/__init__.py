"""From sentences to readings: who is named, what is said of whom."""
