"""The watched folder of each office: what a scanner writes there becomes a stack (docs/operations.md)."""
