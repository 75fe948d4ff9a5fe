import { useFetcher, useNavigate } from "@remix-run/react";
import { SaveBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Layout, List, Page } from "@shopify/polaris";
import { useMemo, useState } from "react";
import type { ComponentType } from "react";

import type { Product } from "../../../core/catalog/product.ts";
import { toDraft } from "../../../core/offers/draft.ts";
import { isPriced } from "../../../core/offers/kind-traits.ts";
import type { OfferDraft } from "../../../core/offers/draft.ts";
import type { OfferIssue } from "../../../core/offers/issue.ts";
import type { OfferKind, OfferStatus } from "../../../core/offers/offer.ts";
import { ReadWithoutShopify, ShopifyAway } from "../../ui/ShopifyAway.tsx";
import { hasField, refusalInShort } from "../../ui/refusal-in-short.ts";
import { useDraft } from "../../ui/use-draft.ts";
import { useEachAnswer } from "../../ui/use-each-answer.ts";
import { KIND_NAMES, kindInSentence, StatusBadge } from "../offer-words.tsx";
import { usePolling } from "../OfferIndex.tsx";
import { isPublishing, PublishingNotice } from "../PublishingNotice.tsx";
import type { SaveOutcome } from "../save-offer.server.ts";
import { AudienceCard } from "./AudienceCard.tsx";
import { BuyXGetYCard } from "./BuyXGetYCard.tsx";
import type { ProductMemory } from "./ChooseProducts.tsx";
import { CartRewardCard } from "./CartRewardCard.tsx";
import { CombinationCard } from "./CombinationCard.tsx";
import { CopyCard } from "./CopyCard.tsx";
import { ComplementsCard } from "./ComplementsCard.tsx";
import { FixedBundleCard } from "./FixedBundleCard.tsx";
import { KindChooser } from "./KindChooser.tsx";
import type { EditorData } from "./load-editor.server.ts";
import { MixAndMatchCard } from "./MixAndMatchCard.tsx";
import { PlacementCard } from "./PlacementCard.tsx";
import { PreviewCard } from "./PreviewCard.tsx";
import { QuantityBreakCard } from "./QuantityBreakCard.tsx";
import { SimulatorCard } from "./SimulatorCard.tsx";
import { UpgradePathCard } from "./UpgradePathCard.tsx";

const SAVE_BAR = "offer-save-bar";

/** The card in which the terms of a kind are edited. */
const TERMS_CARDS: Record<OfferKind, ComponentType<CardProps & ProductMemory>> = {
  "fixed-bundle": FixedBundleCard,
  "quantity-break": QuantityBreakCard,
  "mix-and-match": MixAndMatchCard,
  "buy-x-get-y": BuyXGetYCard,
  "cross-sell": ComplementsCard,
  "add-on": ComplementsCard,
  "upgrade-path": UpgradePathCard,
  "cart-reward": CartRewardCard,
};

/** What every card of the editor is given. */
export interface CardProps {
  readonly draft: OfferDraft;
  /** Changes the draft as it is by then: a picker may answer after other fields were typed in. */
  readonly change: (change: (draft: OfferDraft) => Partial<OfferDraft>) => void;
  /** The error at a field; a warning stands below it instead. */
  readonly errorAt: (field: string) => string | undefined;
  readonly warningsAt: (field: string) => string[];
  readonly products: ReadonlyMap<string, Product>;
  /** Of the collection that the stored offer names; null without one, or when it is gone. */
  readonly collectionTitle: string | null;
  readonly currencyCode: string;
  /** Currencies that shoppers pay in beside it. */
  readonly presentmentCurrencies: readonly string[];
  readonly timeZone: string;
  /** Of the loyalty programme, for audiences; an offer may still ask for one that is gone. */
  readonly tiers: readonly { readonly id: string; readonly name: string }[];
}

/** @param data with what React knows this editor by, for it to be known by after a new offer was created */
export function OfferEditor(data: EditorData & { readonly editorKey: string }) {
  if (!data.draft) return <KindChooser />;
  return (
    <ReadWithoutShopify.Provider value={data.isShopifyAway}>
      <Editor {...data} draft={data.draft} />
    </ReadWithoutShopify.Provider>
  );
}

function Editor({
  id: loadedId,
  version,
  status,
  draft: stored,
  issues: standing,
  products: known,
  collectionTitle,
  currencyCode,
  presentmentCurrencies,
  timeZone,
  tiers,
  combinesWith,
  publishing,
  isShopifyAway,
  editorKey,
}: EditorData & { draft: OfferDraft; editorKey: string }) {
  const shopify = useAppBridge();
  const navigate = useNavigate();
  const fetcher = useFetcher<SaveOutcome>();
  // What the edit began from. Data that arrive later replace it only while nothing was typed: else the
  // save states the version that the edit began from, and the server says that they conflict.
  const [baseVersion, setBaseVersion] = useState(version);
  const edited = useDraft(SAVE_BAR, stored);
  const { draft, isDirty } = edited;
  const [picked, setPicked] = useState<Product[]>([]);
  const outcome = fetcher.data;
  // A new offer exists when it is saved, which is before its own page has been read.
  const [createdId, setCreatedId] = useState<string | null>(null);
  const id = loadedId ?? createdId;
  // Of an offer that was just set live, the page's data may still say what was before.
  const answered = outcome?.ok && outcome.offer.id === id ? outcome.offer : null;
  const statusToKeep = answered && answered.version > version ? answered.status : status;
  const issues = outcome?.issues ?? standing;
  const products = useMemo(() => mergeProducts([...picked, ...known]), [known, picked]);
  usePolling(isPublishing(publishing));

  if (version > baseVersion && !isDirty) {
    setBaseVersion(version);
    edited.reset(stored);
  }

  useEachAnswer(outcome, (answer) => {
    if (!answer.ok) {
      shopify.toast.show(refusalOf(answer), { isError: true });
      return;
    }
    if (id && answer.offer.id !== id) {
      shopify.toast.show("Copy made");
      navigate(`/app/offers/${answer.offer.id}`);
      return;
    }
    shopify.toast.show("Offer saved");
    setBaseVersion(answer.offer.version);
    edited.keep(toDraft(answer.offer, currencyCode));
    if (id) return;
    setCreatedId(answer.offer.id);
    navigate(`/app/offers/${answer.offer.id}`, { replace: true, state: { editorKey } });
  });

  const send = (body: object) => {
    edited.markSent();
    fetcher.submit(JSON.parse(JSON.stringify(body)), {
      method: "post",
      encType: "application/json",
      ...(id && { action: `/app/offers/${id}` }),
    });
  };
  const save = (next: OfferStatus) =>
    send({ intent: "save", version: baseVersion, draft, status: next });
  const setStatus = (next: OfferStatus) =>
    isDirty ? save(next) : send({ intent: "status", version: baseVersion, status: next });
  const card: CardProps = {
    draft,
    change: (change) => edited.change((before) => ({ ...before, ...change(before) })),
    errorAt: (field) =>
      issues.find((issue) => issue.severity === "error" && issue.field === field)?.message,
    warningsAt: (field) =>
      issues
        .filter((issue) => issue.severity === "warning" && issue.field === field)
        .map((issue) => issue.message),
    products,
    collectionTitle,
    currencyCode,
    presentmentCurrencies,
    timeZone,
    tiers,
  };
  const remember = (more: readonly Product[]) => setPicked((before) => [...before, ...more]);
  const TermsCard = TERMS_CARDS[draft.kind];

  return (
    <Page
      title={stored.name || `New ${kindInSentence(draft.kind)}`}
      titleMetadata={status ? <StatusBadge status={status} /> : undefined}
      subtitle={KIND_NAMES[draft.kind]}
      backAction={{ content: "Offers", url: "/app/offers" }}
      primaryAction={
        status === "active"
          ? { content: "Pause", onAction: () => setStatus("paused") }
          : {
              content: "Set live",
              onAction: () => (id ? setStatus("active") : save("active")),
              loading: fetcher.state !== "idle",
            }
      }
      secondaryActions={
        id
          ? [
              {
                content: "Duplicate",
                disabled: isDirty,
                onAction: () => send({ intent: "duplicate" }),
              },
              status === "archived"
                ? { content: "Restore as draft", onAction: () => setStatus("draft") }
                : { content: "Archive", onAction: () => setStatus("archived") },
            ]
          : []
      }
    >
      <SaveBar id={SAVE_BAR}>
        {/* App Bridge reads the buttons' variant; React's types do not know it. */}
        <button {...{ variant: "primary" }} onClick={() => save(statusToKeep ?? "draft")} />
        <button onClick={edited.discard} />
      </SaveBar>
      <BlockStack gap="400">
        {isShopifyAway && (
          <ShopifyAway missing="Product titles and prices, other currencies, and warnings" />
        )}
        <PublishingNotice
          publishing={
            status === "active" || status === "paused" || status === "archived" ? publishing : null
          }
        />
        <IssueSummary outcome={outcome} />
        <GeneralWarnings messages={card.warningsAt("")} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <TermsCard {...card} remember={remember} />
              <CopyCard {...card} />
              <AudienceCard {...card} remember={remember} />
              <PlacementCard {...card} />
              {isPriced(draft.kind) && <CombinationCard combinesWith={combinesWith} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <PreviewCard draft={draft} />
              <SimulatorCard
                id={id}
                draft={draft}
                products={products}
                currencyCode={currencyCode}
              />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

/** By id. The picker tells only the variants that were chosen, so what is known of a product adds up. */
function mergeProducts(products: readonly Product[]): Map<string, Product> {
  const byId = new Map<string, Product>();
  for (const product of products) {
    const variants = [...(byId.get(product.id)?.variants ?? []), ...product.variants];
    byId.set(product.id, {
      ...product,
      variants: [...new Map(variants.map((variant) => [variant.id, variant])).values()],
    });
  }
  return byId;
}

/** What is to be said of the offer as a whole. */
function GeneralWarnings({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <Banner tone="warning" title="Your offers are many">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Banner>
  );
}

/** What kept the offer from being saved; each also stands at its field. */
function IssueSummary({ outcome }: { outcome: SaveOutcome | undefined }) {
  if (!outcome || outcome.ok) return null;
  if (outcome.isConflict) {
    return (
      <Banner
        tone="critical"
        title="Someone else changed this offer"
        action={{ content: "Load their version", onAction: () => location.reload() }}
      >
        <p>Nothing was overwritten. Load their version, then make your changes again.</p>
      </Banner>
    );
  }
  const errors = errorsOf(outcome.issues);
  return (
    <Banner tone="critical" title={refusalTitle(errors)}>
      <List>
        {[...new Set(errors.map((issue) => issue.message))].map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
    </Banner>
  );
}

/** Without a field to fix, as while Shopify is away, the message alone says what to do. */
function refusalTitle(errors: readonly OfferIssue[]): string {
  if (!hasField(errors)) return "Couldn’t save this offer";
  return `To save this offer, fix ${errors.length} ${errors.length === 1 ? "field" : "fields"}:`;
}

function refusalOf({ isConflict, issues }: SaveOutcome & { readonly ok: false }): string {
  if (isConflict) return "Couldn’t save. Someone else changed this offer.";
  return refusalInShort(errorsOf(issues));
}

const errorsOf = (issues: readonly OfferIssue[]) =>
  issues.filter((issue) => issue.severity === "error");
