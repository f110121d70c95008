"""The pages of a person's lists."""
