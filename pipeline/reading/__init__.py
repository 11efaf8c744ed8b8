"""From a `Document` to readings: what is printed of whom, and where. Who is meant is resolution's to say."""
