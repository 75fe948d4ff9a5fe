import { useFetcher, useNavigate, useRevalidator, useSearchParams } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import {
  Badge,
  Card,
  EmptySearchResult,
  EmptyState,
  IndexTable,
  Page,
  Text,
  useIndexResourceState,
} from "@shopify/polaris";
import { useEffect } from "react";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { downloadOffers } from "./exchange/download-offers.ts";
import { KIND_NAMES, StatusBadge } from "./offer-words.tsx";
import { filterOffers, OfferFilters } from "./OfferFilters.tsx";
import type { OfferRows } from "./list-offer-rows.server.ts";
import { isPublishing, PublishingNotice } from "./PublishingNotice.tsx";

const POLL_MILLISECONDS = 1_000;

export function OfferIndex({ offers, currencyCode, publishing }: OfferRows) {
  const [parameters] = useSearchParams();
  const shown = filterOffers(offers, parameters);
  const navigate = useNavigate();
  const shopify = useAppBridge();
  usePolling(isPublishing(publishing));
  const exportOffers = async () => {
    try {
      await downloadOffers();
    } catch (failure) {
      shopify.toast.show(failure instanceof Error ? failure.message : String(failure), {
        isError: true,
      });
    }
  };
  if (offers.length === 0) {
    return (
      <Page title="Offers">
        <Card>
          <EmptyState
            heading="Offer what goes together"
            action={{ content: "Create offer", url: "/app/offers/new" }}
            secondaryAction={{ content: "Import offers", url: "/app/offers/import" }}
            image="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='226' height='150' viewBox='0 0 120 80'%3E%3Ccircle cx='48' cy='40' r='28' fill='%231d3557'/%3E%3Ccircle cx='74' cy='40' r='28' fill='%23e76f51' opacity='.85'/%3E%3C/svg%3E"
          >
            <p>
              Sell things together as a bundle, or give a better price for more of one thing.
              Shoppers see it on the product page and pay exactly what it says.
            </p>
          </EmptyState>
        </Card>
      </Page>
    );
  }
  return (
    <Page
      title="Offers"
      primaryAction={{ content: "Create offer", onAction: () => navigate("/app/offers/new") }}
      secondaryActions={[
        { content: "Competing offers", onAction: () => navigate("/app/offers/conflicts") },
        { content: "Export", onAction: () => void exportOffers() },
        { content: "Import", onAction: () => navigate("/app/offers/import") },
      ]}
    >
      <PublishingNotice publishing={publishing} />
      <Card padding="0">
        <OfferFilters />
        <OfferTable offers={shown} currencyCode={currencyCode} />
      </Card>
    </Page>
  );
}

function OfferTable({ offers, currencyCode }: Pick<OfferRows, "offers" | "currencyCode">) {
  const shopify = useAppBridge();
  const fetcher = useFetcher<{ message: string; isError: boolean }>();
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(offers);
  useEffect(() => {
    if (!fetcher.data) return;
    shopify.toast.show(fetcher.data.message, { isError: fetcher.data.isError });
    clearSelection();
    // The toast belongs to the answer, and to nothing else that changes.
  }, [fetcher.data]);
  const change = (status: string) =>
    fetcher.submit(
      { ids: selectedResources, status },
      { method: "post", encType: "application/json" },
    );
  return (
    <IndexTable
      resourceName={{ singular: "offer", plural: "offers" }}
      itemCount={offers.length}
      selectedItemsCount={allResourcesSelected ? "All" : selectedResources.length}
      onSelectionChange={handleSelectionChange}
      emptyState={
        <EmptySearchResult
          title="No offer fits"
          description="Change the search or the filters."
          withIllustration
        />
      }
      headings={[
        { title: "Offer" },
        { title: "Kind" },
        { title: "Status" },
        { title: "Revenue, 30 days", alignment: "end" },
      ]}
      promotedBulkActions={[
        { content: "Set live", onAction: () => change("active") },
        { content: "Pause", onAction: () => change("paused") },
        { content: "Archive", onAction: () => change("archived") },
      ]}
    >
      {offers.map((offer, position) => (
        <IndexTable.Row
          key={offer.id}
          id={offer.id}
          position={position}
          selected={selectedResources.includes(offer.id)}
        >
          <IndexTable.Cell>
            <OfferLink id={offer.id} name={offer.name} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Badge>{KIND_NAMES[offer.kind as keyof typeof KIND_NAMES]}</Badge>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <StatusBadge status={offer.status} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {formatMoney(offer.revenueMinor, currencyCode, "en")}
            </Text>
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function OfferLink({ id, name }: { id: string; name: string }) {
  const navigate = useNavigate();
  const url = `/app/offers/${id}`;
  return (
    <a
      href={url}
      data-primary-link
      style={{ fontWeight: 600, color: "inherit" }}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        navigate(url);
      }}
    >
      {name}
    </a>
  );
}

/** Reads the page's data again while something is under way. */
export function usePolling(isActive: boolean): void {
  const revalidator = useRevalidator();
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(() => {
      if (revalidator.state === "idle") revalidator.revalidate();
    }, POLL_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isActive, revalidator]);
}
