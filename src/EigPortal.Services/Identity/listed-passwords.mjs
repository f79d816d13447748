// Writes listed-passwords.gz: passwords seen in leaks, French words, first names and surnames, from two MIT packages of npm.
//   cd "$(mktemp -d)" && npm pack @zxcvbn-ts/language-common@4.1.3 @zxcvbn-ts/language-fr@4.1.2
//   for f in *.tgz; do mkdir "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}"; done
//   node …/src/EigPortal.Services/Identity/listed-passwords.mjs .
// Entries are kept when a decoration of at most eight characters or a repetition can bring them to the length of a password.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const shortest = 4;
const lists = { "language-common": ["passwords"], "language-fr": ["commonWords", "firstnames", "lastnames"] };
const [folder] = process.argv.slice(2);
const entries = new Set();
for (const [name, files] of Object.entries(lists)) {
  const unpacked = readdirSync(folder).find((entry) => entry.startsWith(`zxcvbn-ts-${name}-`) && !entry.endsWith(".tgz"));
  for (const file of files) {
    for (const entry of JSON.parse(readFileSync(join(folder, unpacked, "package/src", `${file}.json`), "utf8"))) {
      const text = entry.trim().toLowerCase();
      if (text.length >= shortest && !text.includes("\n")) {
        entries.add(text);
      }
    }
  }
}

const text = [...entries].sort().join("\n");
writeFileSync(new URL("listed-passwords.gz", import.meta.url), gzipSync(text, { level: 9 }));
console.log(`${entries.size} entries`);
