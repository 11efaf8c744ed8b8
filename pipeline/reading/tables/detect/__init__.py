"""Tables found in text, in each layout that they are printed in."""
