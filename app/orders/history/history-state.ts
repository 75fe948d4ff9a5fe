/** States of reading the order history in which it goes on by itself; the others are "done" and "failed". */
export const UNDER_WAY: readonly string[] = ["asked", "writing", "reading"];
