"""The groups of one PNRGOV booking: what each segment means where it stands, as a table over a reader for each.

`grammar` is the table; the other modules hold the readers, a module for the groups that belong together.
"""
