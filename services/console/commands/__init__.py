"""What a person does at console, a file for each matter."""
