"""Opening a Word document: what its reader says of it, and how much is read of it. The reader stands beside."""

NO_WORD_FILE, DAMAGED, TOO_MUCH = range(10, 13)
MAX_UNPACKED_BYTES = 256 << 20
MAX_PARTS = 5_000
MAX_CHARACTERS = 1_500_000
