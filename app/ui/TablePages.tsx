import { useNavigate } from "@remix-run/react";
import { Box, Pagination } from "@shopify/polaris";

/** Turns the pages of a table; nothing where it has one page only. */
export function TablePages({
  page,
  hasNext,
  addressOf,
}: {
  /** Counts from 1. */
  readonly page: number;
  readonly hasNext: boolean;
  readonly addressOf: (page: number) => string;
}) {
  const navigate = useNavigate();
  if (page === 1 && !hasNext) return null;
  return (
    <Box padding="300">
      <Pagination
        hasPrevious={page > 1}
        hasNext={hasNext}
        onPrevious={() => navigate(addressOf(page - 1))}
        onNext={() => navigate(addressOf(page + 1))}
      />
    </Box>
  );
}
