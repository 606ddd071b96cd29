"""Lines to rows as a report lays them out: clean characters, numbers, footnotes, labels beside values."""
