"""What a pack has to show: the kit, soundness, redundancy, ready properties."""
