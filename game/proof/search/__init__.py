"""Whether any play comes somewhere: state by state (`explicit`), by sets (`reach`), and roughly first (`pursuit`)."""
