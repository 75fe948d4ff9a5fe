import { DATABASE_SERVER } from "../support/databases.ts";
import { makeEmbeddedTemplate, makeServerTemplate } from "../support/database-templates.ts";
import { startPostgresServer } from "../support/postgres-server.ts";

/**
 * Before the first test that needs a database: the template of the embedded one, and a PostgreSQL server with the template of its
 * databases, which all files share. @returns what ends it
 */
export default async function setUpDatabases(): Promise<(() => Promise<void>) | undefined> {
  // Several projects of a run ask for it; the first one gets it.
  if (process.env[DATABASE_SERVER] !== undefined) return undefined;
  const began = performance.now();
  const starting = startPostgresServer();
  const [server] = await Promise.all([starting, makeEmbeddedTemplate()]);
  await makeServerTemplate(server.adminUrl);
  process.env[DATABASE_SERVER] = server.adminUrl;
  console.log(`Set-up of the databases: ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  return () => server.stop();
}
