"""The cloud's side of sync: what computers tell, in one order for each account, and their pictures."""
