import { createHmac, randomUUID } from "node:crypto";

/** Lifetime of a session token (shopify.dev, "Session tokens": one minute). */
const LIFETIME_SECONDS = 60;
/** Of a buyer's (shopify.dev, "Session Token API": five minutes). */
const BUYER_LIFETIME_SECONDS = 300;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/**
 * A session token: an HS256 JWT, signed with the app's secret. As App Bridge gives it to a merchant (shopify.dev, "About session
 * tokens"); or, for a UI extension, of a buyer, who is named where they are signed in (shopify.dev, "Session Token API"): `dest` is a
 * domain there, and `sid`, the session of a person who works in the app, is the merchant's only.
 */
export function issueSessionToken(options: {
  shop: string;
  apiKey: string;
  secret: string;
  now: Date;
  buyer?: { customerId: string | null };
}): string {
  const seconds = Math.floor(options.now.getTime() / 1000);
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({
    ...(options.buyer
      ? {
          dest: options.shop,
          ...(options.buyer.customerId !== null && { sub: options.buyer.customerId }),
        }
      : {
          iss: `https://${options.shop}/admin`,
          dest: `https://${options.shop}`,
          sub: "1",
          sid: "stand-in",
        }),
    aud: options.apiKey,
    exp: seconds + (options.buyer ? BUYER_LIFETIME_SECONDS : LIFETIME_SECONDS),
    nbf: seconds - 1,
    iat: seconds,
    jti: randomUUID(),
  })}`;
  return `${content}.${createHmac("sha256", options.secret).update(content).digest("base64url")}`;
}

/** Whether a session token was issued here and has not run out. */
export function isValidSessionToken(token: string, secret: string, now: Date): boolean {
  const [header, payload, signature] = token.split(".");
  if (!header || !payload || !signature) return false;
  const expected = createHmac("sha256", secret).update(`${header}.${payload}`).digest("base64url");
  if (signature !== expected) return false;
  const { exp } = JSON.parse(Buffer.from(payload, "base64url").toString()) as { exp: number };
  return exp * 1000 > now.getTime();
}
