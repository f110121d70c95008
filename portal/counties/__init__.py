"""The 58 counties of California: facts, neighbours, distances, dated tags, the map."""
