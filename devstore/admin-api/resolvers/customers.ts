import type { Customer } from "../../state/types.ts";

export function presentCustomer(customer: Customer) {
  return {
    __typename: "Customer",
    id: customer.id,
    displayName: `${customer.firstName} ${customer.lastName}`.trim() || customer.email,
    defaultEmailAddress: { __typename: "CustomerEmailAddress", emailAddress: customer.email },
    locale: customer.locale,
    tags: customer.tags,
    createdAt: customer.createdAt,
  };
}
