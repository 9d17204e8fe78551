"""Files that people hand in: what they are, whether they can be taken, and how to work on them in bounds."""
