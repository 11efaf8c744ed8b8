"""From readings to statements: who is meant, what was repaired, which correction was applied."""
