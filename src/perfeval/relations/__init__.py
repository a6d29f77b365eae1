"""What a relation over figures is, and how it comes out."""
