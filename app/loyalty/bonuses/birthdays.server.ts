import type { MemberProfile, Prisma, PrismaClient } from "@prisma/client";
import { numericId } from "@tandem/storefront-kit/ids";

import { birthdayGifts } from "../../../core/loyalty/birthday.ts";
import type { Birthday } from "../../../core/loyalty/birthday.ts";
import type { ProgrammeVersion } from "../../../core/loyalty/programme.ts";
import { isErased } from "../../privacy/erased.server.ts";
import { enterBonus } from "../enter-bonus.server.ts";
import { noteMirrorRequest } from "../request-mirror.server.ts";

/** A profile's birthday; null where none was told. */
export function birthdayOf(profile: MemberProfile | null | undefined): Birthday | null {
  if (!profile?.birthMonth || !profile.birthDay || !profile.birthdayToldAt) return null;
  const { birthMonth, birthDay, birthdayToldAt } = profile;
  return { month: birthMonth, day: birthDay, toldAt: birthdayToldAt.toISOString() };
}

/** Notes a customer's birthday. The same one again changes nothing; another one has to be told in time as well. */
export async function tellBirthday(
  prisma: PrismaClient,
  shop: string,
  customerId: string,
  { month, day }: Pick<Birthday, "month" | "day">,
  now: Date,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    if (await isErased(transaction, shop, customerId)) return;
    const where = { shop_customerId: { shop, customerId } };
    const known = birthdayOf(await transaction.memberProfile.findUnique({ where }));
    if (known?.month === month && known.day === day) return;
    const told = { birthMonth: month, birthDay: day, birthdayToldAt: now };
    await transaction.memberProfile.upsert({
      where,
      create: { shop, customerId, ...told },
      update: told,
    });
    await noteMirrorRequest(transaction, shop, customerId);
  });
}

/** The birthdays that customers told, by customer id. */
export async function birthdaysOf(
  prisma: Prisma.TransactionClient,
  shop: string,
  customerIds: readonly string[],
): Promise<Map<string, Birthday>> {
  const profiles = await prisma.memberProfile.findMany({
    where: { shop, customerId: { in: [...customerIds] }, birthMonth: { not: null } },
  });
  return new Map(
    profiles.flatMap((profile) => {
      const birthday = birthdayOf(profile);
      return birthday ? [[profile.customerId, birthday] as const] : [];
    }),
  );
}

/** Enters what customers are to have for birthdays by now: once for each year. */
export async function giveBirthdays(
  prisma: PrismaClient,
  shop: string,
  birthdays: ReadonlyMap<string, Birthday>,
  versions: readonly ProgrammeVersion[],
  timeZone: string,
  now: Date,
): Promise<void> {
  for (const [customerId, birthday] of birthdays)
    for (const gift of birthdayGifts(birthday, versions, now.toISOString(), timeZone))
      await prisma.$transaction(async (transaction) => {
        if (await isErased(transaction, shop, customerId)) return;
        await enterBonus(
          transaction,
          shop,
          {
            key: `birthday/${numericId(customerId)}/${gift.year}`,
            customerId,
            kind: "birthday",
            points: gift.points,
            availableAt: new Date(gift.at),
            programmeVersion: gift.version,
          },
          now,
        );
      });
}
