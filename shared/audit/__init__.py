"""The audit: each act of a case as a link of a hash chain, kept by every desk, verified by `./terbit audit`."""
