// Pictures of each tool: node pictures.mjs DIST TOOLS RUNTIMES FOLDER

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "./serve.mjs";

const [dist, tools, runtimes, folder] = process.argv.slice(2);
const { openInChromium } = await import(pathToFileURL(runtimes).href);
const server = await serve(dist);
try {
  await openInChromium(tools, server.address, async (page) => {
    await page.setViewportSize({ width: 1200, height: 760 });
    for (const [tool, example] of [["explain", 2], ["callback", 0], ["order", undefined]]) {
      await page.goto(`${server.address}#${tool}`);
      await page.getByRole("region", { name: "Answer" }).getByRole("heading").first().waitFor();
      if (example !== undefined) await page.getByLabel("Example").selectOption({ index: example });
      await page.screenshot({ path: join(folder, `playground-${tool}.png`) });
    }
  });
} finally {
  server.close();
}
