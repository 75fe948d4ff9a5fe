/** A page that no one looks at is not painted. */
const MOST_MILLISECONDS = 100;

/** Waits until what was changed has been painted: what follows keeps no one from seeing it. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, MOST_MILLISECONDS);
  });
}
