import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { unmovedTime } from "../../app/platform/clock.server.ts";
import { openEmbeddedDatabase } from "../../app/platform/database.server.ts";
import { Drain } from "../../app/platform/drain.server.ts";
import { endWithEmbedded } from "../../app/platform/end-of-embedded.server.ts";
import { log } from "../../app/platform/log.server.ts";
import { troubles } from "../../app/platform/troubles.server.ts";
import { createWebApp } from "../../app/platform/web-app.server.ts";

/**
 * A process with the embedded database, as the app's, whose only page writes a megabyte to PostgreSQL's log, and the number in the body over the
 * one before, so that no table grows. Asked by GET, it tells the number.
 */
const folder = process.argv[2]!;
const { prisma, close } = await openEmbeddedDatabase(folder, undefined, (failure) =>
  endWithEmbedded(folder, failure),
);
await prisma.$executeRaw`CREATE TABLE IF NOT EXISTS written AS SELECT 0 AS number`;
const server = createWebApp({
  ...{ drain: new Drain(), log, troubles, appUrl: "http://localhost", now: () => new Date() },
  askDatabase: () => unmovedTime(prisma),
  async pages(request, response, body) {
    if (request.method === "GET") {
      const rows = await prisma.$queryRaw`SELECT number FROM written`;
      return void response.send(JSON.stringify(rows));
    }
    const number = Number(body.toString());
    try {
      await prisma.$queryRaw`SELECT pg_logical_emit_message(false, 'test', repeat('x', 1000000))::text`;
      await prisma.$executeRaw`UPDATE written SET number = ${number}`;
      response.send("written");
    } catch (failure) {
      log.error({ err: failure }, "it was not written");
      response.status(503).send("not written");
    }
  },
}).listen(0);
await once(server, "listening");
process.on("SIGTERM", () => {
  server.close();
  void close().then(() => process.exit(0));
});
process.send?.((server.address() as AddressInfo).port);
