"""The command line: arguments, commands, printed results."""
