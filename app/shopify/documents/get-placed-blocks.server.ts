import { z } from "zod";

import type { AdminClient } from "../admin-client.server.ts";

/** Whether the published theme's product template holds the block of this handle. */
export async function hasPlacedBlock(client: AdminClient, handle: string): Promise<boolean> {
  const { themes } = await client.run(GET_PLACED_BLOCKS, {}, schema);
  return themes.nodes
    .flatMap((theme) => theme.files.nodes)
    .some((file) => "content" in file.body && file.body.content.includes(`/blocks/${handle}/`));
}

const schema = z.object({
  themes: z.object({
    nodes: z.array(
      z.object({
        files: z.object({
          nodes: z.array(
            z.object({ body: z.union([z.object({ content: z.string() }), z.object({}).strict()]) }),
          ),
        }),
      }),
    ),
  }),
});

// https://shopify.dev/docs/api/admin-graphql/2026-10/queries/themes
const GET_PLACED_BLOCKS = `#graphql
  query GetPlacedBlocks {
    themes(first: 1, roles: [MAIN]) {
      nodes {
        files(filenames: ["templates/product.json"], first: 1) {
          nodes {
            body {
              ... on OnlineStoreThemeFileBodyText {
                content
              }
            }
          }
        }
      }
    }
  }
`;
