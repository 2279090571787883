"""Readers of layouts in which systems hand alerts on: FollowTheMoney, Senzing, GTAS, police alerts, lost documents."""
