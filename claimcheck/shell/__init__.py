"""What the shell is made of, below its commands: what it reads and refuses, what it prints, offers and writes."""
