"""The pieces of a text: cells, sentences, paragraphs, the outline, where it belongs."""
