import { describe } from "vitest";

import { killTheApp } from "../support/kill-the-app.ts";

describe("the app is killed, on PGlite, from its first start on", () => killTheApp("new embedded"));
