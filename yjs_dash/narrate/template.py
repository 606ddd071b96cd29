"""Sentence templates, as `yjs_dash.template` defines them."""

from yjs_dash.template import TEMPLATES, Template, template

__all__ = ["TEMPLATES", "Template", "template"]
