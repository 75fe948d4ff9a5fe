import {
  Body,
  Container,
  Head,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import type { ReactNode } from "react";

import { MAIL_WORDS } from "./words.ts";
import type { CopyLocale } from "../../core/offers/locales.ts";

/** What every mail of a shop's stands in. */
export interface MailFrameProps {
  readonly locale: CopyLocale;
  readonly shopName: string;
  readonly postalAddress: string;
  readonly subject: string;
  /** The merchant's words, filled in. */
  readonly text: string;
  readonly unsubscribeUrl: string;
  /** A picture that tells when it is opened; null for none. */
  readonly openUrl: string | null;
  readonly children?: ReactNode;
}

const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Hiragino Sans", "Noto Sans JP", Helvetica, Arial, sans-serif';
/** Programs that do not know the scheme show the light one, which stands at each element. */
const DARK = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #121214 !important; }
  .card { background-color: #1c1c1e !important; }
  .ink { color: #f2f2f2 !important; }
  .faint { color: #b8b8bd !important; }
  .button { background-color: #f2f2f2 !important; color: #1c1c1e !important; }
  .product { border-color: #48484a !important; }
}
@media (max-width: 480px) { .stack { display: block !important; width: 100% !important; } }
`;

export const INK = { color: "#1a1a1a", fontSize: "16px", lineHeight: "24px", margin: "0 0 16px" };
export const BUTTON = {
  backgroundColor: "#1a1a1a",
  color: "#ffffff",
  borderRadius: "6px",
  display: "inline-block",
  fontSize: "16px",
  lineHeight: "20px",
  padding: "12px 20px",
  textDecoration: "none",
};
const FAINT = { color: "#5f5f66", fontSize: "13px", lineHeight: "20px", margin: "0 0 8px" };

/** A mail around what it offers or asks: greeting, the merchant's words, and, below, who sends it and the way out. */
export function MailFrame(props: MailFrameProps) {
  const { locale, shopName, postalAddress, subject, text, unsubscribeUrl, openUrl } = props;
  const words = MAIL_WORDS[locale];
  return (
    <Html lang={locale}>
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* As it is: React would write its signs as HTML. */}
        <style dangerouslySetInnerHTML={{ __html: DARK }} />
      </Head>
      <Preview>{text.split("\n")[0]!}</Preview>
      <Body
        className="page"
        style={{ backgroundColor: "#f4f4f5", fontFamily: FONT, margin: 0, padding: "24px 12px" }}
      >
        <Container
          className="card"
          style={{ backgroundColor: "#ffffff", borderRadius: "8px", maxWidth: "560px" }}
        >
          <Section style={{ padding: "24px" }}>
            <Text className="ink" style={{ ...INK, fontWeight: 600 }}>
              {shopName}
            </Text>
            <Text className="ink" style={INK}>
              {words.greeting}
            </Text>
            <Paragraphs text={text} />
            {props.children}
            <Hr style={{ borderColor: "#d4d4d8", margin: "24px 0 16px" }} />
            <Text className="faint" style={FAINT}>
              {words.why(shopName)}{" "}
              <Link
                href={unsubscribeUrl}
                className="faint"
                style={{ color: "#5f5f66", textDecoration: "underline" }}
              >
                {words.unsubscribe}
              </Link>
            </Text>
            {postalAddress !== "" && (
              <Text className="faint" style={{ ...FAINT, whiteSpace: "pre-line" }}>
                {shopName}
                {"\n"}
                {postalAddress}
              </Text>
            )}
            {openUrl !== null && <Img src={openUrl} alt="" width="1" height="1" />}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

function Paragraphs({ text }: { readonly text: string }) {
  return text.split(/\n{2,}/).map((paragraph, index) => (
    <Text key={index} className="ink" style={{ ...INK, whiteSpace: "pre-line" }}>
      {paragraph}
    </Text>
  ));
}
