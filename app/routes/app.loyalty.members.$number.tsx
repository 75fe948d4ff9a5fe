import { json } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { Member } from "../loyalty/Member.tsx";
import type { AdjustmentAnswer } from "../loyalty/Member.tsx";
import { adjustmentSchema, adjustPoints, loadMember } from "../loyalty/members.server.ts";
import { databaseClock, now } from "../platform/clock.server.ts";
import { pathPart, readJson } from "../platform/read-request.server.ts";
import { requireShop } from "../shopify/require-shop.server.ts";

const notFound = () => new Response("This member doesn’t exist.", { status: 404 });
const isNumber = (text: string) => /^\d+$/.test(text);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const context = await requireShop(request);
  const number = pathPart(params, "number");
  const member = isNumber(number) ? await loadMember(context, number, now()) : null;
  if (!member) throw notFound();
  return json(member);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, jobs, shop, staffId } = await requireShop(request);
  const number = pathPart(params, "number");
  if (!isNumber(number)) throw notFound();
  const parsed = adjustmentSchema.safeParse(await readJson(request));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return answer({ ok: false, field: issue!.path.join("."), message: issue!.message });
  }
  const refusal = await adjustPoints({ prisma, shop }, number, parsed.data, staffId, databaseClock);
  if (refusal === null) await jobs.ask("mirror", { shop });
  return answer(refusal === null ? { ok: true } : { ok: false, field: "points", message: refusal });
}

function answer(body: AdjustmentAnswer) {
  return json(body, { status: body.ok ? 200 : 400 });
}

export default function MemberRoute() {
  return <Member {...useLoaderData<typeof loader>()} />;
}

export { NotHere as ErrorBoundary } from "../ui/NotHere.tsx";
