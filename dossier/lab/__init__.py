"""The report in JupyterLab: chapters read as in the book, and are saved in the form in which they are committed."""
