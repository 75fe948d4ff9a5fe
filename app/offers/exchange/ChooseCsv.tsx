import { BlockStack, Card, DropZone, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

export interface CsvFile {
  readonly name: string;
  readonly csv: string;
}

/** A card in which a CSV file is chosen, or dropped. */
export function ChooseCsv({
  file,
  onChoose,
  children,
}: {
  readonly file: CsvFile | null;
  readonly onChoose: (file: CsvFile) => void;
  /** What the file has to hold. */
  readonly children: ReactNode;
}) {
  const read = async ([chosen]: File[]) => {
    if (chosen) onChoose({ name: chosen.name, csv: await chosen.text() });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">{children}</Text>
        <DropZone
          label="CSV file"
          labelHidden
          allowMultiple={false}
          onDropAccepted={(files) => void read(files)}
        >
          <DropZone.FileUpload
            actionTitle="Choose CSV file"
            actionHint={file?.name ?? "or drop it here"}
          />
        </DropZone>
      </BlockStack>
    </Card>
  );
}
