import { getNamedType, isCompositeType, isObjectType, isInterfaceType, Kind, parse } from "graphql";
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  SelectionSetNode,
  ValueNode,
} from "graphql";

/** A mutation's own cost (shopify.dev, "API limits": ten points). */
const MUTATION_COST = 10;
/** Largest bucket and restore rate of a store on a standard plan (shopify.dev, "API limits"). */
const BUCKET = { maximum: 2_000, restorePerSecond: 100 };

/**
 * Points that a document may cost: an object is one, a connection two and its page times its node,
 * scalars are free, a mutation ten.
 */
export function estimateCost(
  schema: GraphQLSchema,
  source: string,
  variables: Record<string, unknown>,
): number {
  const document = parse(source);
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const numberOf = (value: ValueNode | undefined): number => {
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? 1);
    return 1;
  };
  const costOfSet = (set: SelectionSetNode, typeName: string): number =>
    set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + costOfField(selection, typeName);
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return sum;
      return sum + costOfSet(fragment.selectionSet, fragment.typeCondition?.name.value ?? typeName);
    }, 0);
  const costOfField = (field: FieldNode, typeName: string): number => {
    const parent = schema.getType(typeName);
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const definition = parent.getFields()[field.name.value];
    if (!definition || !field.selectionSet) return 0;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return 0;
    const inside = costOfSet(field.selectionSet, type.name);
    if (typeName === schema.getMutationType()?.name) return MUTATION_COST;
    if (!type.name.endsWith("Connection")) {
      const ids = field.arguments?.find((argument) => argument.name.value === "ids");
      const given = ids?.value.kind === Kind.VARIABLE ? variables[ids.value.name.value] : undefined;
      return (Array.isArray(given) ? given.length : 1) * (inside + 1);
    }
    const page = field.arguments?.find((argument) =>
      ["first", "last"].includes(argument.name.value),
    );
    return 2 + numberOf(page?.value) * inside;
  };
  return document.definitions.reduce((sum, definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return sum;
    const root =
      definition.operation === "mutation" ? schema.getMutationType() : schema.getQueryType();
    return sum + costOfSet(definition.selectionSet, root!.name);
  }, 0);
}

/**
 * Points that an answer did cost: what it asked for and did not get is given back (shopify.dev,
 * "Rate limits": requested and actual cost).
 * @param requested what {@link estimateCost} said
 */
export function actualCost(requested: number, isMutation: boolean, data: unknown): number {
  return isMutation ? requested : Math.min(requested, costOfValue(data) - 1);
}

function costOfValue(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + costOfValue(one), 0);
  if (value === null || typeof value !== "object") return 0;
  const inside = Object.values(value).reduce<number>((sum, one) => sum + costOfValue(one), 0);
  return inside + ("nodes" in value || "edges" in value ? 2 : 1);
}

/** A leaky bucket of points, refilled with time. */
export class CostBucket {
  #available = BUCKET.maximum;
  #at = 0;

  /** @returns whether the points were there, and were taken */
  take(points: number, now: number): boolean {
    this.#refill(now);
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  giveBack(points: number): void {
    this.#available = Math.min(BUCKET.maximum, this.#available + points);
  }

  status(now: number) {
    this.#refill(now);
    return {
      maximumAvailable: BUCKET.maximum,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: BUCKET.restorePerSecond,
    };
  }

  #refill(now: number): void {
    const seconds = Math.max(0, now - this.#at) / 1000;
    this.#available = Math.min(BUCKET.maximum, this.#available + seconds * BUCKET.restorePerSecond);
    this.#at = now;
  }
}
