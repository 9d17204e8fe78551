"""The audit: each act of a case as a link of a SHA-256 chain, kept by every desk, verified by `./terbit audit`."""
