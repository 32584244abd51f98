"""A document → its deck: layouts chosen, text measured, long slides continued on a second one."""
