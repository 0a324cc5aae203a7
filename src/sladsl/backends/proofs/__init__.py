"""Pictures of proofs: what adds up under a promise, and the way of the worst case."""
