"""Words of assets on their way into another language: written by one person, handed in, approved by another."""
