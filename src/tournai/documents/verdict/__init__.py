"""The outcome of a document check, step by step, in the shape of BSI TR-03135."""
