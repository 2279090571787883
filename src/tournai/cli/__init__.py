"""The `tournai` command."""

from tournai.cli.main import main

__all__ = ["main"]
