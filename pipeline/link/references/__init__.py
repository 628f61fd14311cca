"""Finding references: to papers, documents, notes, pages and volumes."""
