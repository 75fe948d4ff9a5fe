import { functionExtensions } from "../../function-extensions.ts";
import type { AppDiscount } from "../../state/types.ts";
import { connection } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

interface DiscountInput {
  title?: string;
  functionHandle?: string;
  functionId?: string;
  discountClasses?: string[];
  combinesWith?: Partial<AppDiscount["combinesWith"]>;
  appliesOnSubscription?: boolean;
  startsAt?: string;
  endsAt?: string | null;
}

const NOTHING_COMBINES = {
  orderDiscounts: false,
  productDiscounts: false,
  shippingDiscounts: false,
};

function presentDiscount(discount: AppDiscount, { configuration, now: clock }: ApiContext) {
  const now = clock();
  const functions = functionExtensions(configuration.extensions.functions);
  const isActive =
    Date.parse(discount.startsAt) <= now.getTime() &&
    (!discount.endsAt || Date.parse(discount.endsAt) > now.getTime());
  return {
    __typename: "DiscountAutomaticApp",
    discountId: discount.id,
    title: discount.title,
    status: isActive ? "ACTIVE" : "EXPIRED",
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    discountClasses: discount.discountClasses,
    combinesWith: discount.combinesWith,
    createdAt: discount.createdAt,
    updatedAt: discount.updatedAt,
    appDiscountType: {
      functionId: discount.functionHandle,
      title: functions.find((one) => one.handle === discount.functionHandle)?.name ?? "",
      discountClasses: discount.discountClasses,
    },
  };
}

const refuse = (field: string, message: string) => ({
  automaticAppDiscount: null,
  userErrors: [{ field: ["automaticAppDiscount", field], message, code: "INVALID" }],
});

export const discountResolvers: Resolvers<ApiContext> = {
  QueryRoot: {
    discountNodes: (_source: never, args: PageArguments, context: ApiContext) =>
      connection(
        context.store.appDiscounts
          .all()
          .map((discount) => ({ id: discount.id, discount: presentDiscount(discount, context) })),
        args,
      ),
    shopifyFunctions: (_source: never, args: PageArguments, { configuration }: ApiContext) =>
      connection(
        functionExtensions(configuration.extensions.functions).map((extension) => ({
          id: extension.handle,
          title: extension.name,
          apiType: "discount",
          handle: extension.handle,
        })),
        args,
      ),
  },
  Mutation: {
    discountAutomaticAppCreate: (
      _source: never,
      { automaticAppDiscount: input }: { automaticAppDiscount: DiscountInput },
      context: ApiContext,
    ) => {
      const { configuration, store, now } = context;
      const handle = input.functionHandle ?? input.functionId;
      if (
        !functionExtensions(configuration.extensions.functions).some(
          (extension) => extension.handle === handle,
        )
      ) {
        return refuse(
          "functionHandle",
          `Function ${handle ?? ""} not found. Ensure that it is released in the current app.`,
        );
      }
      if (!input.title) return refuse("title", "Title can't be blank");
      if (!input.startsAt) return refuse("startsAt", "Starts at can't be blank");
      if (store.appDiscounts.find((one) => one.title === input.title))
        return refuse("title", "Title must be unique for automatic discount");
      if (!input.discountClasses?.length)
        return refuse("discountClasses", "Discount classes can't be blank");
      const created = store.appDiscounts.put({
        id: store.nextId("DiscountAutomaticNode"),
        title: input.title,
        functionHandle: handle!,
        discountClasses: input.discountClasses,
        combinesWith: { ...NOTHING_COMBINES, ...input.combinesWith },
        ...(input.appliesOnSubscription && { appliesOnSubscription: true }),
        startsAt: input.startsAt,
        endsAt: input.endsAt ?? null,
        createdAt: now().toISOString(),
        updatedAt: now().toISOString(),
      });
      return { automaticAppDiscount: presentDiscount(created, context), userErrors: [] };
    },
    discountAutomaticAppUpdate: (
      _source: never,
      { id, automaticAppDiscount: input }: { id: string; automaticAppDiscount: DiscountInput },
      context: ApiContext,
    ) => {
      const { store, now } = context;
      const discount = store.appDiscounts.get(id);
      if (!discount) return refuse("id", "Discount does not exist");
      const updated = store.appDiscounts.put({
        ...discount,
        ...(input.title && { title: input.title }),
        ...(input.discountClasses && { discountClasses: input.discountClasses }),
        combinesWith: { ...discount.combinesWith, ...input.combinesWith },
        ...(input.startsAt && { startsAt: input.startsAt }),
        ...(input.endsAt !== undefined && { endsAt: input.endsAt }),
        updatedAt: now().toISOString(),
      });
      return { automaticAppDiscount: presentDiscount(updated, context), userErrors: [] };
    },
  },
};
