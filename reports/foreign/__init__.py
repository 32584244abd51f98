"""Parts of a file by others → what of them may go into ours: elements that are known, pictures that are sound."""
