"""The server: one module with two homes, bundled with the window (local) and in the cloud."""
