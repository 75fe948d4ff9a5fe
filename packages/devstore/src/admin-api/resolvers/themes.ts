import { openTheme } from "@tandem/storefront-kit/liquid";

import { themeName, themeTemplates } from "../../storefront/templates.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

export const themeResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    themes: (_source: never, args: PageArguments, context: ApiContext) => {
      const folder = openTheme(context.configuration.theme);
      return connection(
        [
          {
            __typename: "OnlineStoreTheme",
            id: "gid://shopify/OnlineStoreTheme/1",
            name: themeName(folder),
            role: "MAIN",
            files: (page: PageArguments & { filenames?: string[] }) =>
              connection(
                themeTemplates(folder, context.store.shop, context.configuration.app.handle)
                  .filter((file) => !page.filenames || page.filenames.includes(file.filename))
                  .map((file) => ({
                    filename: file.filename,
                    body: { __typename: "OnlineStoreThemeFileBodyText", content: file.content },
                  })),
                { first: 50, ...page },
              ),
          },
        ],
        args,
      );
    },
  },
};
