import { Session } from "@shopify/shopify-api";
import type { PrismaSessionStorageInterface } from "@shopify/shopify-app-session-storage-prisma";

import type { TextCipher } from "./encryption.server.ts";

/** Shopify's own session storage, with the tokens encrypted at rest. */
export class EncryptedSessionStorage implements PrismaSessionStorageInterface {
  readonly #inner: PrismaSessionStorageInterface;
  readonly #cipher: TextCipher;

  constructor(inner: PrismaSessionStorageInterface, cipher: TextCipher) {
    this.#inner = inner;
    this.#cipher = cipher;
  }

  storeSession(session: Session): Promise<boolean> {
    return this.#inner.storeSession(
      this.#withTokens(session, (token) => this.#cipher.encrypt(token)),
    );
  }

  async loadSession(id: string): Promise<Session | undefined> {
    const session = await this.#inner.loadSession(id);
    return session && this.#open(session);
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    return (await this.#inner.findSessionsByShop(shop)).map((session) => this.#open(session));
  }

  deleteSession(id: string): Promise<boolean> {
    return this.#inner.deleteSession(id);
  }

  deleteSessions(ids: string[]): Promise<boolean> {
    return this.#inner.deleteSessions(ids);
  }

  isReady(): Promise<boolean> {
    return this.#inner.isReady();
  }

  #open(session: Session): Session {
    return this.#withTokens(session, (token) => this.#cipher.decrypt(token));
  }

  #withTokens(session: Session, change: (token: string) => string): Session {
    const { accessToken, refreshToken } = session;
    return new Session({
      ...session.toObject(),
      ...(accessToken && { accessToken: change(accessToken) }),
      ...(refreshToken && { refreshToken: change(refreshToken) }),
    });
  }
}
