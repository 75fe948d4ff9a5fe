import { createServer } from "node:net";

import { DEMO_PORTS } from "../../scripts/demo.ts";

/** Below those that the system gives to outgoing connections; each worker of a run has a part of its own. */
const FIRST_PORT = 20_000;
const PORTS_OF_WORKER = 2_400;
const WORKERS = 5;

const PLACES = Math.floor(PORTS_OF_WORKER / DEMO_PORTS);

/** Where a process looks next: each call has ports of its own, also of several at once. */
let place = Math.floor(Math.random() * PLACES);

/** The first of as many ports in a row as a demo takes, none of which is in use. */
export async function freePorts(): Promise<number> {
  const worker = Number(process.env["VITEST_POOL_ID"] ?? 0) % WORKERS;
  for (let tries = 0; tries < PLACES; tries++) {
    const first = FIRST_PORT + worker * PORTS_OF_WORKER + (place++ % PLACES) * DEMO_PORTS;
    const ports = Array.from({ length: DEMO_PORTS }, (_one, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error("No free ports in a row were found.");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
