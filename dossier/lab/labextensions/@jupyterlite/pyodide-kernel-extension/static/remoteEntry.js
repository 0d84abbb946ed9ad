// A container with nothing in it: JupyterLab looks for one under this name, and takes no extension from it.
(window._JUPYTERLAB ??= {})["@jupyterlite/pyodide-kernel-extension"] = {
  init: () => {},
  get: async () => () => ({ __esModule: true, default: [] }),
};
