import { setTimeout as wait } from "node:timers/promises";

import { HttpResponseError } from "@shopify/shopify-api";
import type { z } from "zod";

import { cleanJson } from "../../core/text/clean-text.ts";
import { TimeLimitError, withinLimit } from "../platform/time-limit.server.ts";

/** Calls before a throttled document is given up, to be tried by a later job. */
const THROTTLED_TRIES = 8;

/** How long the Admin API is waited for, in milliseconds. */
export interface AdminLimits {
  /** For the answer to one call. */
  readonly call: number;
  /** For a document with all of its tries, while Shopify throttles. */
  readonly run: number;
}

/** Well below the time for which anything is claimed while Shopify is asked: `CLAIM_MILLISECONDS` of redemptions. */
export const ADMIN_LIMITS: AdminLimits = { call: 20_000, run: 45_000 };

/** What `admin.graphql` of Shopify's library is, as far as it is used. */
export type GraphqlCall = (
  document: string,
  options?: { variables?: Record<string, unknown>; signal?: AbortSignal },
) => Promise<Response>;

/** The Admin API could not do what was asked. Transient ones are worth another try, later. */
export class AdminApiError extends Error {
  readonly isTransient: boolean;

  constructor(message: string, options: { isTransient: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "AdminApiError";
    this.isTransient = options.isTransient;
  }
}

/** Shopify understood what was asked and did not do it: access denied, say. */
export class AdminApiRefusal extends AdminApiError {
  constructor(message: string) {
    super(message, { isTransient: false });
    this.name = "AdminApiRefusal";
  }
}

/**
 * Shopify did not say what became of it: no answer in time, a broken line, or an error of its own. It may have been done, or
 * may yet be: what must not be done twice is looked for before another try.
 */
export class AdminApiUnanswered extends AdminApiError {
  constructor(message: string, cause: unknown) {
    super(message, { isTransient: true, cause });
    this.name = "AdminApiUnanswered";
  }
}

/** Runs documents of the Admin API, paced by what the API says is left. */
export interface AdminClient {
  /**
   * @param schema what the document answers
   * @throws {AdminApiError} within the time limit, whatever Shopify does
   */
  run<Schema extends z.ZodType>(
    document: string,
    variables: Record<string, unknown>,
    schema: Schema,
  ): Promise<z.infer<Schema>>;
}

interface Answer {
  data?: unknown;
  errors?: unknown;
  extensions?: {
    cost?: {
      requestedQueryCost: number;
      throttleStatus: { currentlyAvailable: number; restoreRate: number };
    };
  };
}

export function createAdminClient(call: GraphqlCall, limits = ADMIN_LIMITS): AdminClient {
  return {
    async run(document, variables, schema) {
      const endsAt = performance.now() + limits.run;
      for (let attempt = 1; ; attempt++) {
        const limit = Math.max(1, Math.min(limits.call, endsAt - performance.now()));
        const answer = await request(call, document, variables, limit);
        if (!isThrottled(answer.errors)) {
          if (hasCode(answer.errors, INTERNAL_CODES))
            throw new AdminApiUnanswered(
              `Shopify failed at the request: ${describe(answer.errors)}`,
              answer.errors,
            );
          if (answer.errors && !isRedacted(answer))
            throw new AdminApiRefusal(`Shopify refused the request: ${describe(answer.errors)}`);
          const parsed = schema.safeParse(answer.data);
          if (!parsed.success)
            throw new AdminApiError(
              `Shopify's answer has an unexpected form: ${parsed.error.message}`,
              { isTransient: false },
            );
          return parsed.data;
        }
        const pause = untilAffordable(answer);
        if (attempt === THROTTLED_TRIES || performance.now() + pause >= endsAt) {
          throw new AdminApiError(
            "Shopify is limiting how fast Tandem may write. It goes on by itself.",
            { isTransient: true },
          );
        }
        await wait(pause);
      }
    },
  };
}

async function request(
  call: GraphqlCall,
  document: string,
  variables: Record<string, unknown>,
  limit: number,
): Promise<Answer> {
  try {
    return await withinLimit(limit, async (signal) => {
      const response = await call(document, { variables, signal });
      return cleanJson(await response.json()) as Answer;
    });
  } catch (failure) {
    // Shopify's library throws for GraphQL errors, with the answer on the error.
    const body = (
      failure as {
        body?: {
          data?: unknown;
          errors?: { graphQLErrors?: unknown };
          extensions?: Answer["extensions"];
        };
      }
    ).body;
    if (body?.errors) {
      return {
        data: cleanJson(body.data),
        errors: cleanJson(body.errors.graphQLErrors ?? body.errors),
        ...(body.extensions && { extensions: body.extensions }),
      };
    }
    const status = statusOf(failure);
    if (status !== null && isDecided(status))
      throw new AdminApiError(`Shopify answered ${status}.`, {
        isTransient: status >= 500 || status === 429,
        cause: failure,
      });
    if (status !== null) throw new AdminApiUnanswered(`Shopify answered ${status}.`, failure);
    if (failure instanceof TimeLimitError)
      throw new AdminApiUnanswered("Shopify's Admin API does not answer in time.", failure);
    throw new AdminApiUnanswered("Shopify's Admin API cannot be reached just now.", failure);
  }
}

/** The status of an answer that was thrown, as it is or by Shopify's library; null where there was no answer. */
function statusOf(failure: unknown): number | null {
  if (failure instanceof Response) return failure.status;
  return failure instanceof HttpResponseError ? failure.response.code : null;
}

/** Whether a status says that nothing was done: behind 500, 502 and 504, what was asked may have gone on. */
const isDecided = (status: number) => status < 500 || status === 503;

/** Shopify's own failures, under which a mutation may have been done (shopify.dev, "Status and error codes"). */
const INTERNAL_CODES = ["INTERNAL_SERVER_ERROR", "TIMEOUT"];

/**
 * Whether Shopify answered, and only left out what this app was not approved to read of a person: each such field is null, with an
 * error beside the answer (shopify.dev, "Work with protected customer data").
 */
function isRedacted({ data, errors }: Answer): boolean {
  return (
    data !== null &&
    data !== undefined &&
    Array.isArray(errors) &&
    errors.every((one: { message?: string }) =>
      /^This app is not approved to (?:use|access) the /.test(one.message ?? ""),
    )
  );
}

function isThrottled(errors: unknown): boolean {
  return hasCode(errors, ["THROTTLED"]);
}

function hasCode(errors: unknown, codes: readonly string[]): boolean {
  return (
    Array.isArray(errors) &&
    errors.some((one: { extensions?: { code?: string } }) =>
      codes.includes(one.extensions?.code ?? ""),
    )
  );
}

/** Milliseconds until the points that the document asked for are there (shopify.dev, "Rate limits"). */
function untilAffordable({ extensions }: Answer): number {
  if (!extensions?.cost) return 1_000;
  const { requestedQueryCost, throttleStatus } = extensions.cost;
  const missing = Math.max(
    throttleStatus.restoreRate,
    requestedQueryCost - throttleStatus.currentlyAvailable,
  );
  return Math.min(10_000, (missing / throttleStatus.restoreRate) * 1_000);
}

function describe(errors: unknown): string {
  return Array.isArray(errors)
    ? errors.map((one: { message?: string }) => one.message ?? "").join("; ")
    : JSON.stringify(errors);
}

/** A refusal by Shopify's business rules. */
export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** @throws {AdminApiError} when a mutation was refused */
export function requireNoUserErrors(what: string, userErrors: readonly UserError[]): void {
  if (userErrors.length === 0) return;
  const reasons = userErrors
    .map((one) => `${one.field?.join(".") ?? ""} ${one.message}`.trim())
    .join("; ");
  throw new AdminApiError(`${what} was refused: ${reasons}`, { isTransient: false });
}
