import { PgBoss } from "pg-boss";

import type { Database } from "./database.server.ts";
import { hearDatabaseFailure } from "./disk-trouble.server.ts";
import { log } from "./log.server.ts";

/** Every job of Tandem, by queue, with what it is given. */
export interface JobPayloads {
  /** Brings a shop's metafields in line with its offers. */
  publish: { shop: string };
  /** Works off what a shop's inbox holds. */
  inbox: { shop: string };
  /** Brings what customers' pages read of them in line with the ledger. */
  mirror: { shop: string };
  /** Reads a shop's past orders, and enters what they earn. */
  history: { shop: string };
  /** Has Shopify give what redemptions wait for. */
  redeem: { shop: string };
  /** Tells Shopify Flow what happened. */
  flow: { shop: string };
  /** Sends what is due after orders, and tells Shopify who wants no more mail. */
  "follow-ups": { shop: string };
  /** Settles what was added to orders with one click. */
  "one-click": { shop: string };
  /** Compares a shop's orders with the Admin API. */
  reconcile: { shop: string };
  /** Looks for work that no job is under way for: after a crash, or when a schedule came due. */
  sweep: { shop: "" };
}
type JobName = keyof JobPayloads;

const QUEUES: JobName[] = [
  "publish",
  "inbox",
  "mirror",
  "redeem",
  "history",
  "flow",
  "follow-ups",
  "one-click",
  "reconcile",
  "sweep",
];
const RETRY = { retryLimit: 1_000, retryDelay: 1, retryBackoff: true, retryDelayMax: 60 };
/**
 * A process that dies leaves its jobs active, and no other of the same shop may run beside them. Jobs
 * that show no sign of life for so long are tried again, by whichever process looks next.
 */
const HEARTBEAT_SECONDS = 10;
const MONITOR_SECONDS = 5;
/** A job announces itself to the workers. They look by themselves, too, for what came due, or was not heard. */
const POLLING_SECONDS = 2;
const SWEEP_CRON = "* * * * *";

export type JobHandlers = { [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

/** The queue, on the database that everything else is in. */
export class Jobs {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** Opens the queues. One job of a name and shop waits and one runs at a time; more are the same work. */
  static async open(database: Database): Promise<Jobs> {
    const boss = new PgBoss({
      ...database.queue,
      useListenNotify: true,
      superviseIntervalSeconds: MONITOR_SECONDS,
      monitorIntervalSeconds: MONITOR_SECONDS,
    });
    boss.on("error", (failure) => {
      hearDatabaseFailure(failure);
      log.error({ err: failure }, "the job queue reports an error");
    });
    boss.on("warning", ({ message }) => log.warn({ queue: message }, "the job queue warns"));
    // Its own lock comes after it has looked whether its schema is there, so that two at once would both create it.
    await database.startAlone(async () => {
      await boss.start();
      const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
      for (const name of QUEUES) {
        const queue = known.get(name);
        const options = { notify: true, heartbeatSeconds: HEARTBEAT_SECONDS, ...RETRY };
        if (!queue) await boss.createQueue(name, { policy: "stately", ...options });
        else if (!queue.notify) await boss.updateQueue(name, options);
      }
    });
    return new Jobs(boss);
  }

  /**
   * Asks for a job; a second ask before it begins is the same job. One for a later instant is a job of
   * its own: it must not stand in the way of those that are wanted before.
   */
  async ask<Name extends JobName>(
    name: Name,
    payload: JobPayloads[Name],
    options: { after?: Date } = {},
  ): Promise<void> {
    const { after } = options;
    await this.#boss.send(
      name,
      payload,
      after
        ? { singletonKey: `${payload.shop} ${after.toISOString()}`, startAfter: after }
        : { singletonKey: payload.shop },
    );
  }

  /**
   * Starts to work jobs off in this process. A handler that throws is tried again, later and later.
   * @param pollingSeconds after which a worker that heard of no job looks for one
   */
  async work(handlers: JobHandlers, pollingSeconds = POLLING_SECONDS): Promise<void> {
    for (const name of QUEUES) {
      let worker = "";
      worker = await this.#boss.work<JobPayloads[typeof name]>(
        name,
        {
          pollingIntervalSeconds: pollingSeconds,
          notifyPollingIntervalSeconds: pollingSeconds,
        },
        async (jobs) => {
          // Another may wait behind it: it is fetched as soon as this one is done.
          this.#boss.notifyWorker(worker);
          for (const job of jobs) {
            try {
              await (handlers[name] as (payload: typeof job.data) => Promise<void>)(job.data);
            } catch (failure) {
              log.warn(
                { job: name, jobId: job.id, shop: job.data.shop, err: failure },
                "the job failed and is tried again",
              );
              // The queue keeps what it is told, and the failure may quote what it was about.
              const what = failure instanceof Error ? failure.name : typeof failure;
              throw new Error(`The job ${name} failed (${what}): the log says why.`);
            }
          }
        },
      );
    }
    await this.#boss.schedule("sweep", SWEEP_CRON, { shop: "" });
    await this.ask("sweep", { shop: "" });
  }

  /** Begins no more jobs in this process; those that run go on, and may ask for others. */
  async rest(): Promise<void> {
    for (const name of QUEUES) await this.#boss.offWork(name, { wait: false });
  }

  /**
   * Waits for jobs that run. One that takes longer is handed back: another process begins it anew, at once, without waiting for
   * its heartbeat to fail. @param milliseconds at least 1,000
   */
  async stop(milliseconds = 10_000): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: milliseconds });
  }
}
