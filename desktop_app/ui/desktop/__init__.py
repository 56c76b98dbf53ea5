"""What stands around the window: tray, messages of the system, a computer that stays awake."""
