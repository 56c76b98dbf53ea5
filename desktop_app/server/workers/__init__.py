"""The worker processes that touch pixels: what they can be asked, and the pool that keeps them."""
