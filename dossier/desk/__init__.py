"""The desk: an article in JupyterLab, in which words are selected and become claims, judged before they are saved."""
