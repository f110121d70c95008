"""No child is ever identifiable: every free text passes here before it is stored."""
