// Registers the extension with JupyterLab, as a container of module federation that shares nothing and takes what
// JupyterLab shares. Written by hand, so that neither node nor a bundler is needed; the modules beside it are loaded as
// the browser loads modules.
(() => {
  const folder = new URL(".", document.currentScript.src);
  let shared = {};

  // JupyterLab shares one version of each of its packages.
  const take = async (name) => {
    const [version] = Object.values(shared[name] ?? {});
    if (!version) throw new Error(`dossier-marks: JupyterLab shares no ${name}`);
    return (await version.get())();
  };

  (window._JUPYTERLAB ??= {})["dossier-marks"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const names = ["@jupyterlab/notebook", "@jupyterlab/rendermime", "@jupyterlab/services"];
      const [plugin, notebook, rendermime, services] = await Promise.all([
        import(new URL("plugin.js", folder)),
        ...names.map(take),
      ]);
      return () => ({ __esModule: true, default: plugin.make({ notebook, rendermime, services }) });
    },
  };
})();
