export { issueSessionToken } from "./session-token.ts";
