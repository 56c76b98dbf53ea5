"""Qt models: values translated into roles."""
