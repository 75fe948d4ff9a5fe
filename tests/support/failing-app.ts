import { EventEmitter } from "node:events";

import { pino } from "pino";

import { Drain } from "../../app/platform/drain.server.ts";
import { outliveFailures } from "../../app/platform/outlive-failures.server.ts";
import { Troubles } from "../../app/platform/troubles.server.ts";
import { createWebApp, listen } from "../../app/platform/web-app.server.ts";

/**
 * A process of its own: the app's server, whose pages fail in the way that their address names. It tells its parent the port, and
 * logs to its output.
 */
const log = pino({ base: null });
const fail = (): never => {
  throw new Error("thrown for the test");
};

const server = createWebApp({
  appUrl: "http://localhost",
  metricsKey: process.argv[3],
  drain: new Drain(),
  askDatabase: () => Promise.reject(new Error("no database")),
  now: () => new Date(),
  troubles: new Troubles(),
  log,
  pages: async (request, response) => {
    switch (request.path) {
      case "/when-answered":
        response.on("finish", fail);
        return void response.send("fine");
      case "/in-a-timer":
        return void setTimeout(fail, 1);
      case "/in-a-listener":
        return void setImmediate(() => new EventEmitter().on("told", fail).emit("told"));
      case "/half-answered":
        response.write("half");
        return void setTimeout(fail, 1);
      case "/nobody-awaits":
        void Promise.reject(new Error("rejected for the test"));
        return void response.send("fine");
      case "/rejected":
        return Promise.reject(new Error("rejected for the test"));
      case "/thrown":
        return fail();
      default:
        response.send("fine");
    }
  },
});
await listen(server, Number(process.argv[2] ?? 0));
outliveFailures(log);
const address = server.address();
process.send?.(typeof address === "object" && address ? address.port : 0);
