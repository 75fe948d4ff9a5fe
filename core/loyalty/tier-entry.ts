import type { ProgrammeVersion, TierLevel } from "./programme.ts";
import { tierAt } from "./tiers.ts";
import type { CountedOrder } from "./tiers.ts";

/**
 * The tier that a customer has risen to since it gives store credit, if they have: whoever was there before gets none.
 * @param versions oldest first; the last one holds now
 * @param orders those of the customer
 * @param at ISO 8601
 */
export function tierEntered(
  versions: readonly ProgrammeVersion[],
  orders: readonly CountedOrder[],
  at: string,
  timeZone: string,
): TierLevel | null {
  const current = versions.at(-1);
  if (!current?.rules.isRunning) return null;
  const { tiers } = current.rules;
  const { level } = tierAt(tiers, orders, at, timeZone);
  if (!level || level.perks.creditMinor === 0) return null;
  const gives = ({ rules }: ProgrammeVersion) =>
    rules.isRunning &&
    rules.tiers.levels.some((one) => one.id === level.id && one.perks.creditMinor > 0);
  const since = versions[versions.findLastIndex((one) => !gives(one)) + 1]!.startsAt;
  const before = tierAt(tiers, orders, since, timeZone).level;
  return (before?.threshold ?? 0) < level.threshold ? level : null;
}
