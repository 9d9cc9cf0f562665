"""What each notebook asks: one module a question, giving the sentences and tables that it shows in both languages."""
