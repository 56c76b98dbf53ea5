"""What those who run the cloud ask its processes."""
