"""What a report should hold and does not, and what does not fit together in what it holds."""
