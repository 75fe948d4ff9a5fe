import type { Request, Response } from "express";
import { parse as parseFields } from "qs";

/** Requests whose body was read, for it can be once. */
const READ = new WeakSet<Request>();

/** Text fields of a multipart body, as a browser's FormData sends them; files are not taken. */
export function multipartFields(
  request: Request,
  _response: Response,
  next: (failure?: unknown) => void,
): void {
  if (READ.has(request) || !request.is("multipart/form-data")) return next();
  READ.add(request);
  const read = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { "Content-Type": request.get("content-type")! };
    const form = await new globalThis.Response(Buffer.concat(chunks), { headers }).formData();
    const fields = [...form.entries()].map(([key, value]) => [key, String(value)]);
    request.body = parseFields(new URLSearchParams(fields).toString());
    next();
  };
  read().catch(next);
}
