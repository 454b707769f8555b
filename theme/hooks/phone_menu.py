"""The name under which build.py looks for what pages may call beside the agency's facts."""

from theme.hooks.page_parts import markdown_globals

__all__ = ["markdown_globals"]
