"""Rows to what a report is made of: front matter, sections, sentences, samples, and the framework it follows."""
