"""YJS Dash: inspection results of youth justice services side by side, with their evidence."""

__version__ = "1.2.0"
