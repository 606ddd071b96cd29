"""Independent checks of every sentence."""
