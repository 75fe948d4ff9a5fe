import type { ReactNode } from "react";

import type { CopyLocale } from "../../../core/offers/locales.ts";

const STYLES = `
:root { color-scheme: light dark; --ink: #1a1a1a; --faint: #5f5f66; --page: #f4f4f5; --card: #fff; --line: #d4d4d8; --alert: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f2f2; --faint: #b8b8bd; --page: #121214; --card: #1c1c1e; --line: #48484a; --alert: #ffb4ab; } }
* { box-sizing: border-box; }
body { background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 0; padding: 24px 12px; }
main { background: var(--card); border-radius: 8px; margin: 0 auto; max-width: 560px; padding: 24px; }
h1 { font-size: 22px; line-height: 28px; margin: 0 0 16px; }
p { margin: 0 0 16px; }
fieldset { border: 0; margin: 0 0 16px; padding: 0; }
.choice { align-items: center; border: 1px solid var(--line); border-radius: 6px; cursor: pointer; display: flex; gap: 12px; margin: 0 0 8px; min-height: 48px; padding: 8px 16px; }
textarea { background: var(--card); border: 1px solid var(--line); border-radius: 6px; color: inherit; display: block; font: inherit; margin: 4px 0 16px; padding: 8px 12px; width: 100%; }
button { background: var(--ink); border: 0; border-radius: 6px; color: var(--card); cursor: pointer; font: inherit; min-height: 44px; padding: 8px 20px; }
a { color: inherit; }
.alert { color: var(--alert); }
.shop { color: var(--faint); font-size: 14px; }
`;

/** A page that a link of a mail's leads to: one column, no script, in the buyer's language and colours. */
export function PublicPage({
  locale,
  title,
  shopName,
  children,
}: {
  readonly locale: CopyLocale;
  readonly title: string;
  /** Null where the link does not say of which shop it is. */
  readonly shopName: string | null;
  readonly children?: ReactNode;
}) {
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <main>
          {shopName !== null && <p className="shop">{shopName}</p>}
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}
