"""What a round came to: the joined result, what is agreed, the plan, and the files that carry them away."""
