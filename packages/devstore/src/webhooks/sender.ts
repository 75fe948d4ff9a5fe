import { createHmac, randomUUID } from "node:crypto";

import { mayHearOf } from "../admin-api/require-access.ts";
import { API_VERSION } from "../admin-api/schema.ts";
import { say } from "../outlive-failures.ts";
import type { DevstoreConfiguration } from "../define-devstore.ts";
import type { Store } from "../state/store.ts";
import type { WebhookDelivery } from "../state/types.ts";
import { redacted } from "./redacted.ts";
import { subscribedPath } from "./subscriptions.ts";

/** Shopify tries again eight times over four hours; here the same steps take seconds. */
const RETRY_DELAYS_MILLISECONDS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];
/** Shopify gives an app five seconds in all (shopify.dev, "Webhooks"). */
const ANSWER_LIMIT_MILLISECONDS = 5_000;
const DELIVERIES_KEPT = 500;

export interface SenderOptions {
  readonly appUrl: string;
  readonly configuration: Pick<DevstoreConfiguration, "app" | "schemas">;
  readonly secret: string;
}

/** Sends webhooks: signed, at least once, in no promised order, and retried. */
export class WebhookSender {
  readonly #store: Store;
  readonly #appUrl: string;
  readonly #configuration: SenderOptions["configuration"];
  readonly #secret: string;
  #timer: NodeJS.Timeout | undefined;
  #isSending = false;
  #isStopped = false;

  constructor(store: Store, options: SenderOptions) {
    this.#store = store;
    this.#appUrl = options.appUrl;
    this.#configuration = options.configuration;
    this.#secret = options.secret;
  }

  /** Stores a delivery for a topic that the app subscribes to; it goes out when its time has come. */
  emit(topic: string, payload: unknown): void {
    if (!this.#store.shop.isInstalled && topic !== "app/uninstalled" && !topic.endsWith("redact"))
      return;
    if (!subscribedPath(this.#configuration.app.toml, topic)) return;
    if (!mayHearOf(this.#configuration, this.#store, topic)) return;
    const { duplicate, delayMilliseconds } = this.#store.shop.faults.webhooks;
    const webhookId = randomUUID();
    const now = Date.now();
    for (let copy = 0; copy < (duplicate ? 2 : 1); copy++) {
      this.#store.deliveries.put({
        id: randomUUID(),
        webhookId,
        topic,
        triggeredAt: new Date(now).toISOString(),
        body: JSON.stringify(redacted(payload, this.#store.shop.withheld?.contents ?? [])),
        state: "waiting",
        attempts: 0,
        lastAnswer: "",
        dueAt: now + delayMilliseconds,
      });
    }
    this.#forgetOld();
    this.wake();
  }

  /** Sends a delivery once more, with the body that it had. */
  repeat(id: string): void {
    const delivery = this.#store.deliveries.require(id);
    this.#store.deliveries.put({
      ...delivery,
      id: randomUUID(),
      state: "waiting",
      attempts: 0,
      lastAnswer: "",
      dueAt: Date.now(),
    });
    this.wake();
  }

  /** Works off what is due, and sleeps until the next is. */
  wake(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendDue(), 5);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isStopped = true;
  }

  #sendDue(): void {
    this.#sendAll().catch((failure: unknown) => say("a round of webhooks", failure));
  }

  async #sendAll(): Promise<void> {
    const { hold, reorder } = this.#store.shop.faults.webhooks;
    if (this.#isSending || this.#isStopped || hold) return;
    this.#isSending = true;
    try {
      const waiting = this.#store.deliveries.all().filter((one) => one.state === "waiting");
      const due = waiting
        .filter((one) => one.dueAt <= Date.now())
        .toSorted((a, b) => a.dueAt - b.dueAt);
      for (const delivery of reorder ? due.toReversed() : due)
        if (!this.#isStopped) await this.#send(delivery);
    } finally {
      this.#isSending = false;
    }
    if (this.#isStopped) return;
    const next = this.#store.deliveries
      .all()
      .filter((one) => one.state === "waiting")
      .map((one) => one.dueAt);
    if (next.length > 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#sendDue(), Math.max(5, Math.min(...next) - Date.now()));
    }
  }

  async #send(delivery: WebhookDelivery): Promise<void> {
    const answer = await this.#post(delivery);
    // The store may have been closed meanwhile.
    if (this.#isStopped) return;
    const attempts = delivery.attempts + 1;
    const retryDelay = RETRY_DELAYS_MILLISECONDS[delivery.attempts];
    if (answer.ok)
      this.#store.deliveries.put({
        ...delivery,
        attempts,
        state: "delivered",
        lastAnswer: answer.text,
      });
    else if (retryDelay === undefined)
      this.#store.deliveries.put({
        ...delivery,
        attempts,
        state: "failed",
        lastAnswer: answer.text,
      });
    else
      this.#store.deliveries.put({
        ...delivery,
        attempts,
        lastAnswer: answer.text,
        dueAt: Date.now() + retryDelay,
      });
  }

  async #post(delivery: WebhookDelivery): Promise<{ ok: boolean; text: string }> {
    try {
      const response = await fetch(
        this.#appUrl + subscribedPath(this.#configuration.app.toml, delivery.topic)!,
        {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "User-Agent": "Shopify-Captain-Hook",
            "X-Shopify-Topic": delivery.topic,
            "X-Shopify-Shop-Domain": this.#store.shop.domain,
            "X-Shopify-API-Version": API_VERSION,
            "X-Shopify-Webhook-Id": delivery.webhookId,
            "X-Shopify-Event-Id": delivery.webhookId,
            "X-Shopify-Triggered-At": delivery.triggeredAt,
            "X-Shopify-Hmac-Sha256": createHmac("sha256", this.#secret)
              .update(delivery.body, "utf8")
              .digest("base64"),
          },
          body: delivery.body,
          signal: AbortSignal.timeout(ANSWER_LIMIT_MILLISECONDS),
        },
      );
      return { ok: response.ok, text: String(response.status) };
    } catch (failure) {
      return { ok: false, text: failure instanceof Error ? failure.message : String(failure) };
    }
  }

  #forgetOld(): void {
    const settled = this.#store.deliveries.all().filter((one) => one.state !== "waiting");
    for (const delivery of settled.slice(0, Math.max(0, settled.length - DELIVERIES_KEPT)))
      this.#store.deliveries.remove(delivery.id);
  }
}
