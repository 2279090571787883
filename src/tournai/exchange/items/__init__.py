"""Items of information with their owner, marks and conditions."""
