"""What was read of a scan, field by field, and the cut-outs of its pages that a person looks at beside it."""
