"""Requests under Directive (EU) 2023/977: their content, refusals by ground and part, searches, channels, copies."""
