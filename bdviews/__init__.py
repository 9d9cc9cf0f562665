"""What people see of the analysis: sentences, tables, plots, a talk and a desk to explore; it computes nothing new."""
