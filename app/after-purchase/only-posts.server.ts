import type { LoaderFunctionArgs } from "@remix-run/node";

interface Received {
  readonly cors: (response: Response) => Response;
}

/**
 * The loader of an address that extensions post to: a browser asks there first whether it may, which the receiver answers; nothing
 * can be read.
 */
export function onlyPosts(receive: (request: Request) => Promise<Received>) {
  return async ({ request }: LoaderFunctionArgs): Promise<Response> => {
    const { cors } = await receive(request);
    return cors(new Response(null, { status: 405 }));
  };
}
