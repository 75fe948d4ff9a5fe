import { localDate } from "@tandem/storefront-kit/dates";

import type { ProgrammeVersion } from "./programme.ts";

/** The version that held at an instant (ISO 8601); null before the first. @param versions oldest first */
export function versionAt(
  versions: readonly ProgrammeVersion[],
  instant: string,
): ProgrammeVersion | null {
  const at = Date.parse(instant);
  return versions.findLast((one) => Date.parse(one.startsAt) <= at) ?? null;
}

/**
 * The version that an order earns by: the one of its time; or, for an order from before the programme ran, the first
 * one that lets orders of its day earn as well.
 * @param versions oldest first
 * @param instant of the order, ISO 8601
 * @param timeZone IANA name of the shop's
 * @returns null where it earns nothing
 */
export function programmeFor(
  versions: readonly ProgrammeVersion[],
  instant: string,
  timeZone: string,
): ProgrammeVersion | null {
  const at = Date.parse(instant);
  const ofItsTime = versionAt(versions, instant);
  const first = versions.find((one) => one.rules.isRunning);
  if (!first || at >= Date.parse(first.startsAt))
    return ofItsTime?.rules.isRunning ? ofItsTime : null;
  const day = localDate(instant, timeZone);
  return (
    versions.find(
      ({ rules }) => rules.isRunning && rules.earnsSince !== null && rules.earnsSince <= day,
    ) ?? null
  );
}
