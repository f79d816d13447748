// Looks at pages as Lighthouse's telephone does. Arguments: the address of a portal, then paths. Prints one line of JSON a page.
// The browser is the one that PORTAL_CHROMIUM or CHROME_PATH names, or the machine's.
import { existsSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [address, ...paths] = process.argv.slice(2);
const chromePath = [process.env.PORTAL_CHROMIUM, process.env.CHROME_PATH, "/usr/bin/chromium"].find(
    (path) => path && existsSync(path),
);
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

for (const path of paths) {
    // A new browser for each page: nothing is in its cache, as on a first visit.
    const chrome = await launch({ chromePath, chromeFlags: flags });
    try {
        const { lhr } = await lighthouse(new URL(path, address).href, { port: chrome.port, logLevel: "error" });
        const score = (name) => Math.round(100 * lhr.categories[name].score);
        const failed = Object.values(lhr.categories)
            .flatMap((category) => category.auditRefs)
            .filter((reference) => reference.weight > 0 && (lhr.audits[reference.id].score ?? 1) < 0.9)
            .map((reference) => `${reference.id} ${lhr.audits[reference.id].displayValue ?? ""}`.trim());
        console.log(
            JSON.stringify({
                path,
                performance: score("performance"),
                accessibility: score("accessibility"),
                bestPractices: score("best-practices"),
                seo: score("seo"),
                failed: [...new Set(failed)],
            }),
        );
    } finally {
        chrome.kill();
    }
}
