"""A small room with a kind of thread of its own, as the rooms above register theirs."""
