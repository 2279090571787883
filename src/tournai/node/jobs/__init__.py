"""Work in the background: pushes and flights, claimed in batches from the database."""

from tournai.node.jobs.worker import Worker

__all__ = ["Worker"]
