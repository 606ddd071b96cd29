"""Opening a PDF: what its reader says of it, and how much is read of it. The reader is in the modules beside."""

NOT_A_PDF, ENCRYPTED, TRUNCATED, TOO_MANY_PAGES, NO_TEXT, TOO_MUCH_TEXT, NO_LIBRARY = range(10, 17)
MAX_PAGES = 500
MAX_CHARACTERS = 1_500_000
LEAST_CHARACTERS = 200
