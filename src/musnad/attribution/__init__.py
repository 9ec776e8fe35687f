"""Attribution: statements with their speakers, the chain of sources behind each, their stance and what they deny."""
