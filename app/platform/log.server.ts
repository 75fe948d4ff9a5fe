import { pino } from "pino";

/** Structured logs, one JSON object a line. Secrets and personal data never get in. */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  base: null,
  redact: {
    paths: [
      "accessToken",
      "refreshToken",
      "*.accessToken",
      "*.refreshToken",
      "headers.authorization",
      "*.email",
    ],
    censor: "[redacted]",
  },
});
