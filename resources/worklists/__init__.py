"""What a worker does with what they found: put it aside, compare it, hand it on, call one after the other."""
