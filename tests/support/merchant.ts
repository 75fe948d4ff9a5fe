import type { FrameLocator, Page } from "playwright-core";

/** What a merchant does in the admin, in their own words; each waits until it is done. */
export class Merchant {
  readonly page: Page;
  readonly #storeUrl: string;

  constructor(page: Page, storeUrl: string) {
    this.page = page;
    this.#storeUrl = storeUrl;
  }

  get app(): FrameLocator {
    return this.page.frameLocator('iframe[title="Tandem"]');
  }

  async open(path = "/app"): Promise<void> {
    await this.page.goto(`${this.#storeUrl}/admin/apps/tandem${path}`);
    await this.app.locator("h1").first().waitFor();
    await this.#isAlive();
  }

  /** Waits until React has taken the page over: a click before that is lost, as it would be for anyone. */
  async #isAlive(): Promise<void> {
    const heading = this.app.locator("h1").first();
    for (let tries = 0; tries < 200; tries++) {
      if (
        await heading.evaluate((element) =>
          Object.keys(element).some((key) => key.startsWith("__reactFiber")),
        )
      )
        return;
      await this.page.waitForTimeout(50);
    }
    throw new Error("The page never became interactive.");
  }

  /** Chooses products in the picker, by title; all their variants. */
  async choose(button: string, titles: readonly string[]): Promise<void> {
    await this.app.getByRole("button", { name: button }).click();
    await this.#pick(titles);
  }

  /** Chooses a collection in the picker, by title. */
  async chooseCollection(button: string, title: string): Promise<void> {
    await this.app.getByRole("button", { name: button }).click();
    await this.#pick([title], "Select collections");
  }

  /** The same, by the button that stands beside a heading. */
  async chooseIn(heading: string, titles: readonly string[]): Promise<void> {
    await this.app
      .locator(".Polaris-InlineStack", { has: this.page.getByRole("heading", { name: heading }) })
      .getByRole("button", { name: /^(Choose|Change) products$/ })
      .first()
      .click();
    await this.#pick(titles);
  }

  async #pick(titles: readonly string[], dialog = "Select products"): Promise<void> {
    const picker = this.page.getByRole("dialog", { name: dialog });
    for (const title of titles) {
      await picker.getByRole("searchbox").fill(title);
      await picker
        .locator(".picker__row:not(.picker__row--variant)", { hasText: title })
        .first()
        .click();
    }
    await picker.getByRole("button", { name: "Select" }).click();
  }

  async fill(label: string, value: string): Promise<void> {
    await this.app.getByLabel(label, { exact: true }).first().fill(value);
  }

  /** Begins an offer that shows products on the pages of others. */
  async startCrossSell(
    pages: readonly string[],
    shown: readonly string[],
    words: { name: string; title: string },
  ): Promise<void> {
    await this.open("/app/offers/new?kind=cross-sell");
    await this.chooseIn("On the page of", pages);
    await this.chooseIn("show", shown);
    await this.fill("Name", words.name);
    await this.fill("Title for shoppers", words.title);
  }

  async startBundle(
    titles: readonly string[],
    words: { name: string; title: string; percent: string },
  ): Promise<void> {
    await this.open("/app/offers/new?kind=fixed-bundle");
    await this.choose("Choose products", titles);
    await this.fill("Value", words.percent);
    await this.fill("Name", words.name);
    await this.fill("Title for shoppers", words.title);
  }

  async setLive(): Promise<void> {
    await this.app.getByRole("button", { name: "Set live" }).click();
    await this.app.getByText("Live", { exact: true }).first().waitFor();
    await this.published();
  }

  /** Saves by the save bar, and waits until it has gone. */
  async save(): Promise<void> {
    const bar = this.page.getByRole("region", { name: "Unsaved changes" });
    await bar.getByRole("button", { name: "Save" }).click();
    await bar.waitFor({ state: "detached" });
  }

  /**
   * Waits for the admin's toast with these words, and takes it away, so that the next is not taken for this one. Words on the page are
   * none: the save bar says "Unsaved changes" before anything is saved.
   */
  async told(message: string): Promise<void> {
    const toast = this.page.locator(".toast").filter({ hasText: message }).first();
    await toast.waitFor();
    await toast.evaluate((element) => element.remove());
  }

  /** Waits until no publishing is under way or held up. */
  async published(): Promise<void> {
    await this.app
      .getByText(/^Publishing (to your storefront|is held up)$/)
      .waitFor({ state: "detached", timeout: 60_000 });
  }
}
