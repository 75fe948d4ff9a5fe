import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

import { getConfig } from "./config.server.ts";
import { rootKey } from "./secrets.server.ts";
import type { Purpose, RootKey } from "./secrets.server.ts";

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Between the id of the key and the text; base64url has none. */
const MARK = ":";

/** Encrypts texts at rest: AES-256-GCM, a fresh nonce for each. It reads what keys of before have encrypted. */
export class TextCipher {
  readonly #purpose: Purpose;
  readonly #current: RootKey;
  readonly #keys: readonly RootKey[];
  /** What texts were encrypted with before keys had ids. */
  readonly #plainKeys: readonly Buffer[];

  /**
   * @param purpose what was encrypted for another one is not read
   * @param hexKey 64 hexadecimal digits
   * @param before those that were current once
   */
  constructor(purpose: Purpose, hexKey: string, ...before: readonly string[]) {
    this.#purpose = purpose;
    this.#current = rootKey(hexKey);
    this.#keys = [this.#current, ...before.map(rootKey)];
    this.#plainKeys = [hexKey, ...before].map((key) => Buffer.from(key, "hex"));
  }

  encrypt(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#current.keyFor(this.#purpose), nonce);
    const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    const sealed = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    return `${this.#current.id}${MARK}${sealed}`;
  }

  /** @throws when the text was encrypted with none of the keys, or was changed since */
  decrypt(encrypted: string): string {
    const [keyId = "", sealed] = encrypted.split(MARK);
    if (sealed === undefined) return this.#openPlain(encrypted);
    const key = this.#keys.find((one) => one.id === keyId);
    if (!key) throw new Error(`No key with the id ${keyId} is configured.`);
    return open(sealed, key.keyFor(this.#purpose));
  }

  #openPlain(sealed: string): string {
    const failures: unknown[] = [];
    for (const key of this.#plainKeys) {
      try {
        return open(sealed, key);
      } catch (failure) {
        failures.push(failure);
      }
    }
    throw new AggregateError(failures, "The text was encrypted with none of the keys.");
  }
}

/** Encrypts for a purpose by the keys of this process. */
export function cipherFor(purpose: Purpose): TextCipher {
  const { TOKEN_ENCRYPTION_KEY, TOKEN_ENCRYPTION_KEYS_BEFORE } = getConfig();
  return new TextCipher(purpose, TOKEN_ENCRYPTION_KEY, ...TOKEN_ENCRYPTION_KEYS_BEFORE);
}

function open(sealed: string, key: Buffer): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return (
    decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") +
    decipher.final("utf8")
  );
}
