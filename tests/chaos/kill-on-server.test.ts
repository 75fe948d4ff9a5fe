import { describe } from "vitest";

import { killTheApp } from "../support/kill-the-app.ts";

describe("the app is killed, on PostgreSQL", () => killTheApp("server"));
