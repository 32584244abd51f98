"""The command `songngu`: arguments, commands, printed results."""
