"""The server: duties and what they need: stores, transports, keys, jobs, doors."""
