"""What stands on the account page."""
