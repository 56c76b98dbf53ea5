"""Pages of the window: one file each, one row each in main_window.PAGES."""
