"""Who and what is sought: alerts, their sources and eligibility, readers of official lists."""
