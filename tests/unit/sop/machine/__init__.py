"""Four desks, their messages, and the model they are compared with."""
