"""The rows of a form that is made from a feature's own parameters."""
