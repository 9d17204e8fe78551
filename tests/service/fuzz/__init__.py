"""What nobody would send: every route answers it, and as its description says."""
