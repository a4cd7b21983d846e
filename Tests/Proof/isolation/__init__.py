"""What a client of one network could try to learn of another one."""
