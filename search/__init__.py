"""From what a person types to what they see."""
