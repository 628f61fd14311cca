"""Mentions of the people and terms of authority lists."""
