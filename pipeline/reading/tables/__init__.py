"""From tables to readings: columns, plans, boards, and what the cells say."""
