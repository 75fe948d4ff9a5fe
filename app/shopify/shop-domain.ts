import { z } from "zod";

/** A shop by the name that never changes, as tokens and headers say it: in lower case, without protocol, user, port or path. */
export const shopDomainSchema = z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/);
