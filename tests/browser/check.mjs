// Opens report.html in Chromium as a reader does: accessibility in light, dark, narrow and on paper, click paths by mouse and by keyboard,
// and how long filtering takes. `node check.mjs REPORT.html [PICTURES]`; pictures of what was seen go into the folder.
import { chromium } from "playwright-core";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [file, pictures] = process.argv.slice(2);
assert(file && existsSync(file), "usage: node check.mjs REPORT.html [PICTURES]");
const address = pathToFileURL(resolve(file)).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
if (pictures) mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const said = [];

async function open(options = {}, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, offline: true, ...options });
  const page = await context.newPage();
  page.on("console", (message) => { if (message.type() === "error") said.push(message.text()); });
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) said.push(`asked for ${request.url()}`); });
  await page.goto(address + hash);
  return page;
}

const picture = async (page, name, options = {}) => { if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, ...options }); };

/** WCAG 2.2 A and AA, and what axe calls best practice. The page's own policy stays in force: axe is put in by the debugger. */
async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  const told = violations.map(({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0].target} ${nodes[0].failureSummary}`);
  assert.deepEqual(told, [], where);
  console.log(`axe-core: 0 violations, ${where}`);
}

for (const colorScheme of ["light", "dark"]) {
  const page = await open({ colorScheme });
  await accessible(page, `report, ${colorScheme}`);
  await picture(page, colorScheme);
  await picture(page, `${colorScheme}-whole`, { fullPage: true });
  await page.locator("[data-figure] a").first().click();
  await accessible(page, `lines of a figure, ${colorScheme}`);
  await page.goto(`${address}#systems`);
  await page.locator("#table-systems tbody a").first().click();
  await accessible(page, `a system, ${colorScheme}`);
  await picture(page, `system-${colorScheme}`);
  await page.context().close();
}

const narrow = await open({ viewport: { width: 320, height: 640 } });
await accessible(narrow, "320 pixels wide");
assert(await narrow.evaluate(() => document.documentElement.scrollWidth <= 320), "the page does not scroll sideways at 320 pixels");
await picture(narrow, "narrow");
await narrow.locator("#contracts").scrollIntoViewIfNeeded();
await picture(narrow, "narrow-contracts");

// Without scripts the point, the pictures and the first rows stand.
const plain = await open({ javaScriptEnabled: false });
assert(await plain.locator("h1").first().isVisible());
assert(await plain.locator("svg").count() > 3);
assert.equal(await plain.locator("#table-contracts tbody tr").count(), 12);
await picture(plain, "without-scripts");

// Sort: by mouse, largest first, then smallest, then as it was.
const page = await open();
const contracts = page.locator("#table-contracts");
const first = () => contracts.locator("tbody tr").first().innerText();
const before = await first();
const locked = contracts.getByRole("button", { name: "Locked in" });
await locked.click();
const amount = async () => Number((await contracts.locator("tbody tr").first().locator("td").nth(8).innerText()).replace(/[^0-9.]/g, ""));
const most = await amount();
assert.equal(await contracts.locator("th[aria-sort=descending]").count(), 1);
await locked.click();
assert((await amount()) <= most);
await locked.click();
assert.equal(await first(), before);

// Choose and search.
const all = await contracts.locator("[role=status]").innerText();
await contracts.getByLabel("Standing").selectOption({ index: 1 });
assert.notEqual(await contracts.locator("[role=status]").innerText(), all);
await contracts.getByRole("button", { name: /^Clear/ }).click();
assert.equal(await contracts.locator("[role=status]").innerText(), all);
await contracts.getByRole("searchbox").fill("no such thing");
assert.match(await contracts.locator("[role=status]").innerText(), /^None of/);
await contracts.getByRole("button", { name: /^Clear/ }).click();

// Drill from a contract, then on to its supplier, and back twice, to the link that was left.
const link = contracts.locator("tbody a").first();
const contract = await link.innerText();
await link.click();
assert((await page.locator("#view").innerText()).includes(contract));
await page.locator("#view dd a").nth(1).click();
assert.notEqual(await page.locator("#view h1").innerText(), contract);
await page.goBack();
await page.getByText("Back to the report").click();
await page.waitForFunction(() => !document.getElementById("report").hidden);
assert.equal(await page.evaluate(() => document.activeElement.textContent), contract, "the focus is back where it was");

// From a figure to its cost lines: as many as it says.
const drill = page.locator("[data-figure] a").first();
const count = (await drill.innerText()).match(/[\d,]+/)[0];
await drill.click();
const status = await page.locator("#view [role=status]").first().innerText();
console.log(`figure: ${count} cost lines; its table: ${status}`);
await picture(page, "lines");

// 10,000 rows: every key typed, every sort, until the page is painted again.
const timed = async (what, act) => {
  const took = await page.evaluate(act);
  console.log(`${what}: ${took.toFixed(0)} ms`);
  assert(took < 200, `${what} took ${took} ms`);
};
await page.goto(`${address}#records`);
await page.reload();
console.log(await page.locator("#table-cost-lines [role=status]").innerText());
await timed("first search", () => {
  const box = document.querySelector("#table-cost-lines input[type=search]");
  const start = performance.now();
  box.value = "council";
  box.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - start;
});
await timed("second search", () => {
  const box = document.querySelector("#table-cost-lines input[type=search]");
  const start = performance.now();
  box.value = "council run";
  box.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - start;
});
for (const column of [0, 2]) {
  await page.evaluate(() => document.querySelector("#table-cost-lines .tools button").click());
  await timed(`sort of column ${column}`, `(() => {
    const button = document.querySelectorAll("#table-cost-lines th button")[${column}];
    const start = performance.now();
    button.click();
    document.body.offsetHeight;
    return performance.now() - start;
  })()`);
}

// Keyboard alone: to the point, through the sections, into a table, to its pages and into a record.
const keys = await open();
await keys.keyboard.press("Tab");
assert.equal(await keys.evaluate(() => document.activeElement.className), "skip");
await keys.keyboard.press("Enter");
const button = keys.locator("#table-contracts th button").first();
await button.focus();
await keys.keyboard.press("Enter");
assert.equal(await keys.locator("#table-contracts th[aria-sort]").count(), 1);
const outline = await button.evaluate((element) => getComputedStyle(element).outlineStyle);
assert.notEqual(outline, "none", "the focus is seen");
const anchor = keys.locator("#table-contracts tbody a").first();
await anchor.focus();
await keys.keyboard.press("Enter");
await keys.waitForFunction(() => document.activeElement.tagName === "H1");
await keys.keyboard.press("Shift+Tab");
await keys.keyboard.press("Enter");
await keys.waitForFunction(() => !document.getElementById("report").hidden);
const next = keys.locator("#table-contracts").getByRole("button", { name: /^Next/ });
await next.focus();
await keys.keyboard.press("Space");
assert.match(await keys.locator("#table-contracts [role=status]").innerText(), /^26 to/);

// Search over everything.
await keys.locator("#find input").fill("oracle");
await keys.keyboard.press("Enter");
await keys.waitForFunction(() => document.querySelector("#view h1")?.textContent.startsWith("Search"));
await picture(keys, "search");

if (pictures) {
  const paper = await open();
  await paper.pdf({ path: `${pictures}/printed.pdf`, preferCSSPageSize: true });
}
await browser.close();
assert.deepEqual(said, [], "errors, or anything the policy refused");
console.log("all paths walked; nothing was refused, nothing was asked for");
