"""Rules of deciding: no framework, no database, no queue."""
