"""The pages about people: joining, looking after others, one's own account."""
