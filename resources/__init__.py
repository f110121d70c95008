"""The directory of placements and services, by county."""
