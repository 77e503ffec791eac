"""Three workshops that never took place, carried out by the program's own commands: the worked sessions."""
