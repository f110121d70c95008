"""The CMS ground: content pages, blocks, people and partner snippets, navigation, guarded files."""
