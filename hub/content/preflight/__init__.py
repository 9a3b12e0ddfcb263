"""What is still missing before release: one module for each kind of thing that is looked at."""
