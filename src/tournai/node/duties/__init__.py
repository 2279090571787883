"""What the node does: a module a duty. Each duty is one transaction that writes data and its events, or nothing."""
