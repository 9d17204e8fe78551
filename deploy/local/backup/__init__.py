"""Backup and restore of one machine: the databases at one moment, the objects, and what an installation remembers."""
