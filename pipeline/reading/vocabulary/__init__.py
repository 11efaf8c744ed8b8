"""The words of reports: names of units, tiers, criteria, topics, directions."""
