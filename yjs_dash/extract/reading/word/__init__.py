"""Opening a file of a word processor (.docx): what its reader says of it, and how much is read of it.

Its modules import nothing of the project but each other: they run in a process of their own.
"""

NO_WORD_FILE, DAMAGED, TOO_MUCH, NO_MEMORY = range(10, 14)
MAX_UNPACKED_BYTES = 256 << 20
MAX_PARTS = 5_000
MAX_CHARACTERS = 1_500_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 55
