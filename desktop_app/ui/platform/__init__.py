"""What the desktop offers beside the window: tray, single instance, staying awake, file manager."""
