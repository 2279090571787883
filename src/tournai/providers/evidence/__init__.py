"""Evidence that a provider delivers: its package, its legal manifest, what it may show, and who held it since."""
