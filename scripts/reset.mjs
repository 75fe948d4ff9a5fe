// Starts the demo over: deletes what it kept.
import { rmSync } from "node:fs";

rmSync(".data", { recursive: true, force: true });
console.log("The demo's data are gone; `npm start` makes them anew.");
