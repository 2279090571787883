"""The web door: an officer's pages. Each parses, calls one duty and renders; what pages show is `duties.views`."""
