"""One function a chart: frame in, matplotlib Axes out, labelled in Vietnamese or English."""
