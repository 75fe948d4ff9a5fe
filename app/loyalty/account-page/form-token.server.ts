import { randomUUID } from "node:crypto";

import { isSigned, sign } from "../../platform/secrets.server.ts";

/**
 * What a form of a customer, or of a friend whom their link brought, sends along: an id for what it wishes, so that sent twice it is one wish, and a proof that we made the
 * form for its owner, so that no other page can send it in their name.
 */
export function createFormToken(shop: string, owner: string): string {
  const id = randomUUID();
  return `${id}.${sign("form", textOf(shop, owner, id))}`;
}

/** The id of a form of ours for this owner; null for one that is not. */
export function readFormToken(shop: string, owner: string, token: string): string | null {
  const [id = "", ...proof] = token.split(".");
  return isSigned("form", textOf(shop, owner, id), proof.join(".")) ? id : null;
}

const textOf = (shop: string, owner: string, id: string) => `${shop} ${owner} ${id}`;
