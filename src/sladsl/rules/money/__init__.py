"""Checks of money: credits, bonuses, caps and fees."""
