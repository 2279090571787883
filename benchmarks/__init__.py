"""What Tournai is measured by: one module a subject, each against a peer in the same run."""
