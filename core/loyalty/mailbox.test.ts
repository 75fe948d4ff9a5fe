import { expect, test } from "vitest";

import { mailboxOf } from "./mailbox.ts";

test.each([
  ["capitals and a plus, anywhere", ["ada@example.com", " Ada+shop@Example.com "]],
  [
    "dots, at both names of Gmail",
    ["ada.l@gmail.com", "adal@googlemail.com", "A.D.A.L+1@GMAIL.com"],
  ],
  ["a plus at Microsoft's names", ["ada@outlook.com", "ada+x@outlook.com"]],
  ["Proton's names", ["ada@proton.me", "ada@pm.me", "ada+1@protonmail.com", "ada@protonmail.ch"]],
  ["Fastmail's subdomains", ["ada@fastmail.com", "shop@ada.fastmail.com", "ada+x@fastmail.com"]],
  ["Yahoo's keywords", ["ada-shop@yahoo.de", "ada-news@yahoo.de", "ada@yahoo.de"]],
])("P29: one mailbox is one person: %s", (_what, addresses) => {
  expect(new Set(addresses.map(mailboxOf)).size).toBe(1);
  expect(mailboxOf(addresses[0]!)).not.toBeNull();
});

test.each([
  ["dots elsewhere", "a.da@example.com", "ada@example.com"],
  ["dots at Microsoft's", "a.da@outlook.com", "ada@outlook.com"],
  ["a hyphen elsewhere", "ada-x@example.com", "ada@example.com"],
  ["Yahoo's countries", "ada@yahoo.de", "ada@yahoo.fr"],
  ["Microsoft's names", "ada@outlook.com", "ada@hotmail.com"],
  ["subdomains elsewhere", "x@ada.example.com", "ada@example.com"],
])("two mailboxes stay two people: %s", (_what, one, other) => {
  expect(mailboxOf(one)).not.toBe(mailboxOf(other));
});

test.each([null, "", "nobody", "@gmail.com", "ada@"])("%s is no address", (email) => {
  expect(mailboxOf(email)).toBeNull();
});
