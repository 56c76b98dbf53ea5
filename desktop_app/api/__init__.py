"""The shapes that cross the wire. Client and server share these and nothing else."""
