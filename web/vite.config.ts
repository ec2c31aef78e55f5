import { createHash } from "node:crypto";
import { defineConfig, type Plugin } from "vite";

/** Puts script and style into one page that needs nothing else, under a policy that names both by their hash. */
function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      let [script, style] = ["", ""];
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === "chunk") script += part.code;
        else if (name.endsWith(".css")) style += part.source;
        delete bundle[name];
      }
      style += "\n.__________cytoscape_container { position: relative; }\n";
      script = script.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
      const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
      const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>newsgraph</title>
<style id="__________cytoscape_stylesheet">${style}</style>
</head>
<body>
<noscript>This page draws the graph with JavaScript.</noscript>
<div id="app"></div>
<script type="application/json" id="data">{{DATA}}</script>
<script>${script}</script>
</body>
</html>
`;
      this.emitFile({ type: "asset", fileName: "report.html", source: page });
    },
  };
}

export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: mode === "report" ? false : "public",
  plugins: mode === "report" ? [oneFile()] : [],
  build: {
    target: "es2022",
    emptyOutDir: mode !== "report",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    ...(mode === "report"
      ? { cssCodeSplit: false, rollupOptions: { input: "src/main.ts", output: { format: "iife" as const } } }
      : {}),
  },
}));
