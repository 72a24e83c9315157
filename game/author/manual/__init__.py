"""The pages of the manual that are made from the model and the problems, so that they say what the program does."""
