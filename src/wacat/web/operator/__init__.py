"""The desk of the operator: corrections (Pasal 10b) and SIAK files."""
