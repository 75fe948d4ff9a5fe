import { ordersOf } from "../../state/orders-of.ts";
import type { Customer } from "../../state/types.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

/** The zones of the countries that the stand-in ships to. */
const TIME_ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    DE: "Europe/Berlin",
    ES: "Europe/Madrid",
    FR: "Europe/Paris",
    IE: "Europe/Dublin",
    JP: "Asia/Tokyo",
  }),
);

export function presentAddress(country: string) {
  const timeZone = TIME_ZONES.get(country) ?? null;
  return { __typename: "MailingAddress", countryCodeV2: country, timeZone };
}

export function presentCustomer(customer: Customer) {
  return {
    __typename: "Customer",
    id: customer.id,
    displayName:
      `${customer.firstName} ${customer.lastName}`.trim() || customer.email || customer.phone,
    firstName: customer.firstName,
    defaultEmailAddress: customer.email
      ? {
          __typename: "CustomerEmailAddress",
          emailAddress: customer.email,
          marketingState: customer.marketing?.state ?? "NOT_SUBSCRIBED",
          marketingOptInLevel: customer.marketing?.optInLevel ?? null,
          marketingUpdatedAt: customer.marketing?.updatedAt ?? null,
        }
      : null,
    defaultPhoneNumber: customer.phone
      ? { __typename: "CustomerPhoneNumber", phoneNumber: customer.phone }
      : null,
    defaultAddress: presentAddress(customer.country),
    locale: customer.locale,
    tags: customer.tags,
    createdAt: customer.createdAt,
  };
}

interface ConsentInput {
  customerId: string;
  emailMarketingConsent: {
    marketingState: "SUBSCRIBED" | "UNSUBSCRIBED";
    consentUpdatedAt?: string;
  };
}

export const customerResolvers: Resolvers<ApiContext> = {
  Customer: {
    // "The number of orders that the customer has made at the store in their lifetime" (published schema): an UnsignedInt64, as text.
    numberOfOrders: ({ id }: { id: string }, _arguments: never, { store }: ApiContext) =>
      String(ordersOf(store, id).length),
  },
  Mutation: {
    customerEmailMarketingConsentUpdate: (
      _source: never,
      { input }: { input: ConsentInput },
      { store, now }: ApiContext,
    ) => {
      const customer = store.customers.get(input.customerId);
      if (!customer)
        return {
          customer: null,
          userErrors: [{ field: ["input", "customerId"], message: "Customer does not exist" }],
        };
      const changed = store.customers.put({
        ...customer,
        marketing: {
          state: input.emailMarketingConsent.marketingState,
          optInLevel: customer.marketing?.optInLevel ?? "UNKNOWN",
          updatedAt: input.emailMarketingConsent.consentUpdatedAt ?? now().toISOString(),
        },
      });
      return { customer: presentCustomer(changed), userErrors: [] };
    },
  },
};
