"""What the servers need before the services use them: databases and buckets, alike on one machine and in containers."""
