"""Foreign Relations of the United States as a measure of reading: what its editors encoded, and what Cablegram reads.

folder → volume (TEI) or gold (JSON lines) → documents: raw texts in three forms, and the editors' truth → reading (the
pipeline's own TEI) → published (what that TEI says) → score → table. Nothing here is imported by the pipeline.
"""
