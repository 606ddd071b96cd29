"""What the inspectors judged: ratings, key questions, the annexe, findings and recommendations."""
