import { Button, Column, Img, Row, Section, Text } from "@react-email/components";

import { BUTTON, INK, MailFrame } from "./MailFrame.tsx";
import type { MailFrameProps } from "./MailFrame.tsx";
import { MAIL_WORDS } from "./words.ts";

/** A product that a mail suggests. */
export interface MailProduct {
  readonly title: string;
  readonly imageUrl: string | null;
  /** As it is read, with its currency. */
  readonly price: string;
  readonly url: string;
}

/** Suggests what goes with an order. */
export function OfferMail(props: MailFrameProps & { readonly products: readonly MailProduct[] }) {
  const { toCart } = MAIL_WORDS[props.locale];
  return (
    <MailFrame {...props}>
      {props.products.map((product) => (
        <Section
          key={product.url}
          className="product"
          style={{ border: "1px solid #d4d4d8", borderRadius: "6px", margin: "0 0 12px" }}
        >
          <Row>
            {product.imageUrl !== null && (
              <Column style={{ padding: "12px", width: "96px", verticalAlign: "top" }}>
                <Img src={product.imageUrl} alt="" width="96" height="96" />
              </Column>
            )}
            <Column style={{ padding: "12px", verticalAlign: "top" }}>
              <Text className="ink" style={{ ...INK, fontWeight: 600, margin: "0 0 4px" }}>
                {product.title}
              </Text>
              <Text className="ink" style={{ ...INK, margin: "0 0 12px" }}>
                {product.price}
              </Text>
              <Button
                className="button"
                href={product.url}
                aria-label={`${toCart}: ${product.title}`}
                style={BUTTON}
              >
                {toCart}
              </Button>
            </Column>
          </Row>
        </Section>
      ))}
    </MailFrame>
  );
}
