"""The child process that opens a PDF: its bounds and exit statuses. What runs in it is in the modules beside this one.

Those import nothing of the project but each other and little of the standard library: most of what a reading costs is
start-up.
"""

NOT_A_PDF, ENCRYPTED, TRUNCATED, TOO_MANY_PAGES, NO_TEXT, TOO_MUCH_TEXT, NO_MEMORY, NO_LIBRARY = range(10, 18)
MAX_PAGES = 500
MAX_CHARACTERS = 1_500_000
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 55
LEAST_CHARACTERS = 200
