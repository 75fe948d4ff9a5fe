/** What of an address a provider lets vary without another mailbox behind it. A plus, and what stands behind it, is left out of all. */
interface Provider {
  /** Names of one provider under which a mailbox can be written to; the first one stands for all. */
  readonly domains: readonly string[];
  /** Whether dots before the at sign make no difference. */
  readonly ignoresDots?: boolean;
  /** Behind what else a name can be added at will. */
  readonly separator?: string;
  /** Whether a mailbox has a domain of its own, too: anything@name.domain is name@domain. */
  readonly hasSubdomains?: boolean;
}

/** Yahoo's domains, by country (help.yahoo.com, SLN3523: a base name, a hyphen, a keyword). */
const YAHOO = "com ca com.br com.mx com.ar co.uk de es fr ie it co.jp com.au co.in".split(" ");

/**
 * Providers whose own pages say what they let vary:
 * Gmail (support.google.com/mail/answer/7436150: dots do not matter; 10313: googlemail.com is gmail.com),
 * Proton (proton.me/support/addresses-and-aliases: a name is one user's at all of its domains, and they come to one mailbox),
 * Fastmail (fastmail.help, 360060591053: anything@name.fastmail.com is name+anything@fastmail.com),
 * Yahoo (help.yahoo.com, SLN3523: disposable addresses are a base name, a hyphen and a keyword; no name has a hyphen).
 * Outlook, Hotmail, Live and iCloud have the plus alone.
 */
const PROVIDERS: readonly Provider[] = [
  { domains: ["gmail.com", "googlemail.com"], ignoresDots: true },
  { domains: ["proton.me", "protonmail.com", "protonmail.ch", "pm.me"] },
  { domains: ["fastmail.com"], hasSubdomains: true },
  { domains: ["fastmail.fm"], hasSubdomains: true },
  ...YAHOO.map((country) => ({ domains: [`yahoo.${country}`], separator: "-" })),
  { domains: ["ymail.com"], separator: "-" },
  { domains: ["rocketmail.com"], separator: "-" },
];

/**
 * The mailbox behind an e-mail address: the same for all addresses that its provider delivers to it. Capitals, and what stands behind a
 * plus, make no difference anywhere.
 * @returns null where there is no address
 */
export function mailboxOf(email: string | null): string | null {
  const [written, domain] = (email ?? "").trim().toLowerCase().split("@");
  if (!written || !domain) return null;
  const [own, ...rest] = domain.split(".");
  const above = providerOf(rest.join("."));
  if (above?.hasSubdomains && own) return `${own}@${above.domains[0]}`;
  const provider = providerOf(domain);
  const [beforePlus = ""] = written.split("+");
  const [base = ""] = provider?.separator ? beforePlus.split(provider.separator) : [beforePlus];
  const name = provider?.ignoresDots ? base.replaceAll(".", "") : base;
  return `${name}@${provider?.domains[0] ?? domain}`;
}

function providerOf(domain: string): Provider | undefined {
  return PROVIDERS.find((one) => one.domains.includes(domain));
}
