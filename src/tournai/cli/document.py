"""The commands of `tournai document`: each imports what it needs when it runs, as those of `main` do."""

import typer

document = typer.Typer(help="Travel documents: read them, prove them, compare the holder.", no_args_is_help=True)
