"""A file to lines of text with their places; PDFs are opened in a bounded process of its own."""
