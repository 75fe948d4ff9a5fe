import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";

import type { BonusesDraft } from "../../core/loyalty/bonuses-schema.ts";
import type { ReviewHook } from "./bonuses/review-key.server.ts";
import { errorProp } from "../ui/error-prop.ts";
import type { CardProps } from "./ProgrammeEditor.tsx";

/** What earns points beside orders. */
export function BonusesCard(props: CardProps & { readonly hook: ReviewHook }) {
  const { draft, change, errorAt, hook } = props;
  const { bonuses } = draft;
  const set = (more: Partial<BonusesDraft>) => change({ bonuses: { ...bonuses, ...more } });
  const field = (key: "signUpPoints" | "birthdayPoints" | "reviewPoints" | "reviewsPerMonth") => ({
    type: "number" as const,
    min: 0,
    autoComplete: "off",
    value: bonuses[key],
    onChange: (value: string) => set({ [key]: value }),
    ...errorProp(errorAt(`bonuses.${key}`)),
  });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          More ways to earn
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label="Points for a new account"
              helpText="0 for nothing; so with each of these."
              {...field("signUpPoints")}
            />
            <TextField
              label="Points for a birthday"
              helpText="Once a year, for who told it on their page 30 days before."
              {...field("birthdayPoints")}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <TextField
              label="Points for a review"
              helpText="Of something that they bought, once for each product, whatever it says."
              {...field("reviewPoints")}
            />
            <TextField label="Reviews that earn in 30 days" {...field("reviewsPerMonth")} />
          </FormLayout.Group>
        </FormLayout>
        {Number(bonuses.reviewPoints) > 0 && <ReviewHookFields hook={hook} />}
        <Checkbox
          label="Customers bring friends"
          helpText="Each has a link of their own; the friend gets a code for their first order."
          checked={bonuses.hasReferral}
          onChange={(hasReferral) => set({ hasReferral })}
        />
        {bonuses.hasReferral && <ReferralFields {...props} />}
      </BlockStack>
    </Card>
  );
}

function ReferralFields({ draft, change, errorAt, currencyCode }: CardProps) {
  const { bonuses } = draft;
  const field = (key: keyof BonusesDraft["referral"]) => ({
    autoComplete: "off",
    inputMode: "decimal" as const,
    value: bonuses.referral[key],
    onChange: (value: string) =>
      change({ bonuses: { ...bonuses, referral: { ...bonuses.referral, [key]: value } } }),
    ...errorProp(errorAt(`bonuses.referral.${key}`)),
  });
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField label="Points for each friend" {...field("points")} />
        <TextField
          label="Off the friend’s first order"
          prefix={currencyCode}
          {...field("friendOff")}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField
          label="That order comes to at least"
          helpText="After discounts; refunds take the points back."
          prefix={currencyCode}
          {...field("minimum")}
        />
        <TextField
          label="Friends that earn in 365 days"
          helpText="Nobody earns for themselves: not with their own address, nor for who has bought before."
          {...field("friendsPerYear")}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

/** What a review app is told, to tell of reviews. */
function ReviewHookFields({ hook }: { hook: ReviewHook }) {
  const fetcher = useFetcher<ReviewHook>();
  const shown = fetcher.data ?? hook;
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        Have your review app, or Shopify Flow, send a POST request for each review: the key in the
        header Authorization, and as JSON productId with customerId or email.
      </Text>
      <FormLayout>
        <FormLayout.Group>
          <TextField label="Address" autoComplete="off" readOnly value={shown.address} />
          <TextField
            label="Authorization"
            autoComplete="off"
            readOnly
            value={`Bearer ${shown.key}`}
          />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack>
        <Button
          loading={fetcher.state !== "idle"}
          onClick={() =>
            fetcher.submit(null, { method: "post", action: "/app/loyalty/review-key" })
          }
        >
          Make a new key
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
