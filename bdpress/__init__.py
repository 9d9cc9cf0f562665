"""Running and publishing notebooks: batches, warm kernels, pages, decks, exports and the command `bdlib`."""
