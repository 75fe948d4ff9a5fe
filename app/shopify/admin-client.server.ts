import { setTimeout as wait } from "node:timers/promises";

import type { z } from "zod";

import { cleanJson } from "../../core/text/clean-text.ts";

/** Calls before a throttled document is given up, to be tried by a later job. */
const THROTTLED_TRIES = 8;

/** What `admin.graphql` of Shopify's library is, as far as it is used. */
export type GraphqlCall = (
  document: string,
  options?: { variables?: Record<string, unknown> },
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

/** Runs documents of the Admin API, paced by what the API says is left. */
export interface AdminClient {
  /**
   * @param schema what the document answers
   * @throws {AdminApiError}
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

export function createAdminClient(call: GraphqlCall): AdminClient {
  return {
    async run(document, variables, schema) {
      for (let attempt = 1; ; attempt++) {
        const answer = await request(call, document, variables);
        if (!isThrottled(answer.errors)) {
          if (answer.errors)
            throw new AdminApiRefusal(`Shopify refused the request: ${describe(answer.errors)}`);
          const parsed = schema.safeParse(answer.data);
          if (!parsed.success)
            throw new AdminApiError(
              `Shopify's answer has an unexpected form: ${parsed.error.message}`,
              { isTransient: false },
            );
          return parsed.data;
        }
        if (attempt === THROTTLED_TRIES) {
          throw new AdminApiError(
            "Shopify is limiting how fast Tandem may write. It goes on by itself.",
            { isTransient: true },
          );
        }
        await wait(untilAffordable(answer));
      }
    },
  };
}

async function request(
  call: GraphqlCall,
  document: string,
  variables: Record<string, unknown>,
): Promise<Answer> {
  try {
    return cleanJson(await (await call(document, { variables })).json()) as Answer;
  } catch (failure) {
    // Shopify's library throws for GraphQL errors, with the answer on the error.
    const body = (
      failure as {
        body?: { errors?: { graphQLErrors?: unknown }; extensions?: Answer["extensions"] };
      }
    ).body;
    if (body?.errors) {
      return {
        errors: cleanJson(body.errors.graphQLErrors ?? body.errors),
        ...(body.extensions && { extensions: body.extensions }),
      };
    }
    if (failure instanceof Response) {
      throw new AdminApiError(`Shopify answered ${failure.status}.`, {
        isTransient: failure.status >= 500 || failure.status === 429,
        cause: failure,
      });
    }
    throw new AdminApiError("Shopify's Admin API cannot be reached just now.", {
      isTransient: true,
      cause: failure,
    });
  }
}

function isThrottled(errors: unknown): boolean {
  return (
    Array.isArray(errors) &&
    errors.some((one: { extensions?: { code?: string } }) => one.extensions?.code === "THROTTLED")
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
