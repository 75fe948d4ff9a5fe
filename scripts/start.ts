import { parseArgs } from "node:util";

import { startDemo } from "./demo.ts";

/** `npm start`: the demo, until Ctrl-C. Setting up has been done by then. */
const USAGE = "npm start -- [--port NUMBER] [--data FOLDER] [--theme FOLDER]";
const values = readOptions();
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_532) {
  console.error(`--port takes a number from 1 to 65532, not "${values.port}".`);
  process.exit(2);
}

try {
  const demo = await startDemo({
    port,
    dataFolder: values.data,
    ...(values.theme && { themeFolder: values.theme }),
  });
  console.log(`
Tandem runs in a stand-in for Shopify. Open:

  Merchant admin  ${demo.storeUrl}/admin
  Storefront      ${demo.storeUrl}/
  Mailbox         ${demo.storeUrl}/mailbox

Try: in the admin, create a fixed bundle of Aria One, Silicone Case and 20 W Charger and set it
live. Open ${demo.storeUrl}/products/aria-one, add the bundle, check out, and see it on Tandem's Home.

Your data stay in ${values.data}/ until \`npm run reset\`. Ctrl-C stops it.
`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    console.log("\nStopping …");
    void demo.stop().then(() => process.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  demo.app.on("exit", (code) => {
    if (isStopping) return;
    console.error(`The app ended unexpectedly (code ${code}); its log is above.`);
    void demo.stop().then(() => process.exit(1));
  });
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exit(1);
}

function readOptions(): { port: string; data: string; theme?: string | undefined } {
  try {
    return parseArgs({
      options: {
        port: { type: "string", default: "4000" },
        data: { type: "string", default: ".data" },
        theme: { type: "string" },
      },
    }).values;
  } catch (failure) {
    console.error(`${failure instanceof Error ? failure.message : failure}\nUsage: ${USAGE}`);
    process.exit(2);
  }
}
