"""The self-test (METHOD 6): errors planted in copies of the sources, and what the audit makes of them."""
