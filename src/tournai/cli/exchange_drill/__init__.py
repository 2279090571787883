"""`tournai exchange drill`: two nodes in processes of their own, the faults and attacks between them, the counts."""
