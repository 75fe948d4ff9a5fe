import { z } from "zod";

import { REDEEMING_WAYS } from "../../core/loyalty/programme.ts";

/** Parses what a page after the purchase asks to turn points into. */
export const redeemSchema = z.object({
  /** Made by the page once for what is typed: sent twice, it is one redemption. */
  id: z.uuid("Send an id of the wish: a UUID."),
  points: z.number({ error: "Send a number of points." }),
  way: z.enum(REDEEMING_WAYS, { error: "Send what points become." }),
});
