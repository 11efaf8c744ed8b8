"""What follows from the printed facts of one assessment, and which of them contradict each other.

`closure.compute_closure(problem.Problem) -> result.Closure` is the way in. Knows no source and no SQL.
"""
