"""The .docx on which Word documents are written, made from brand.yaml and, if it names one, an imported file.

`reference` gives it; `making` makes it, once for each brand and form: `styles` holds what comes from the brand,
`imported` what comes from the file; `merged_styles` joins the styles of both.
"""
