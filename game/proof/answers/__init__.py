"""What is found out about a story beyond what can be come to in it, and why it is so, in the words of authors."""
