"""Source notes: where a paper is kept, how it is marked, what was done with it."""
