/**
 * Translates an element of a page as Chrome does: each text that it finds is put into an element of its own, and so is what comes later.
 * To be evaluated in the page.
 * @throws where others keep putting back what was translated
 */
export async function translateAsBrowser(element: Element): Promise<void> {
  const MOST_ROUNDS = 20;
  const untranslated = () => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    return texts.filter(
      ({ data, parentElement }) => data.trim() && !parentElement?.closest("font"),
    );
  };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const texts = untranslated();
    if (texts.length === 0) return;
    for (const text of texts) {
      const translation = document.createElement("font");
      translation.textContent = text.data.startsWith("¡") ? text.data : `¡${text.data}!`;
      text.replaceWith(translation);
    }
    // Whoever observes the page has seen it by then.
    await new Promise((resolve) => setTimeout(resolve));
  }
  throw new Error(`Put back ${MOST_ROUNDS} times: ${untranslated()[0]?.data ?? ""}`);
}
