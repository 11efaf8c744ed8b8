"""What opens documents does so in a process of its own, with limits: one that dies sets its source aside."""
