"""Sync and allowances in the cloud, on a real PostgreSQL."""
