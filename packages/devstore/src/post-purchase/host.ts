import { createRemoteReceiver } from "@remote-ui/core";
import { createEndpoint, fromWebWorker } from "@remote-ui/rpc";

import type { PostPurchaseContext } from "./page-context.ts";
import { showTree } from "./show-tree.ts";
import type { PageActions, WorkerExports } from "./worker.ts";

const place = document.querySelector<HTMLElement>("[data-post-purchase]")!;
void host(JSON.parse(place.dataset["postPurchase"]!) as PostPurchaseContext);

/** Runs the extension in a worker: asks it whether it has something to show, or shows it. */
async function host({ stage, scriptUrl, inputData }: PostPurchaseContext): Promise<void> {
  const { referenceId } = inputData.initialPurchase;
  const worker = new Worker("/stand-in/post-purchase-host/worker.js");
  const { call } = createEndpoint<WorkerExports>(fromWebWorker(worker));
  const actions = actionsOf(referenceId);
  try {
    if (stage === "before-payment") {
      if (await call.shouldRender(scriptUrl, inputData, actions)) wantPage();
    } else {
      const receiver = createRemoteReceiver();
      receiver.on("mount", () => showTree(receiver, place));
      await call.render(scriptUrl, inputData, actions, receiver.receive);
    }
    place.dataset["state"] = "running";
  } catch (failure) {
    place.dataset["state"] = "failed";
    console.error("The extension failed.", failure);
  }
}

/** The page is shown after the payment only where the extension has said so before it. */
function wantPage(): void {
  const form = document.querySelector<HTMLFormElement>(".checkout__form")!;
  const wish = { type: "hidden", name: "post_purchase", value: "1" };
  form.append(Object.assign(document.createElement("input"), wish));
}

function actionsOf(referenceId: string): PageActions {
  const key = `post-purchase ${referenceId}`;
  const ask = async (path: string, body: object) => {
    // Beside the page itself, in its language.
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  return {
    initialData: JSON.parse(sessionStorage.getItem(key) ?? "null") as unknown,
    updateStorage: async (data) => sessionStorage.setItem(key, JSON.stringify(data)),
    calculateChangeset: (changeset) => ask("calculate", { changeset }),
    applyChangeset: (changeset) => ask("apply", { changeset }),
    done: async () => {
      const { url } = await ask("done", {});
      location.assign(String(url));
    },
  };
}
