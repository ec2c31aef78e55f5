// Takes pictures of every screen at three widths, light and dark: node shots.mjs URL FOLDER
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const [url, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const claims = await fetch(new URL("api/overview", url)).then((answer) => answer.json());
const claim = claims.widest[0].id;
const article = (await fetch(new URL("api/articles", url)).then((answer) => answer.json()))[0].id;
const screens = {
  overview: "#/", graph: "#/graph", claim: `#/claim/${claim}`, entity: `#/entity/${claims.connected[0].id}`, table: "#/graph?as=table",
  query: "#/query?saved=partners", articles: "#/articles", article: `#/article/${article}`,
};
for (const [width, height] of [[360, 740], [1024, 720], [1600, 950]]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && console.log(width, message.text()));
    page.on("pageerror", (error) => console.log(width, String(error)));
    for (const [name, hash] of Object.entries(screens)) {
      if (process.env.ONLY && !process.env.ONLY.split(",").includes(name)) continue;
      await page.goto(url + hash);
      await page.waitForSelector("body[data-ready]");
      await page.waitForTimeout(250);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
    await page.close();
  }
}
await browser.close();
