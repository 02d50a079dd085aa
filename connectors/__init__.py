"""Everything that speaks HTTP to somebody else: one module or folder a counterpart, one error tree."""
