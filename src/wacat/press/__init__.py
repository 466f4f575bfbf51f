"""Files made to be kept: PDF by typst and workbooks, made in a child."""
