import { release, retain, ThreadWebWorker } from "@quilted/threads";
import { DOMRemoteReceiver } from "@remote-dom/core/receivers";

import { ELEMENTS } from "./elements.ts";
import type { PageContext } from "./page-context.ts";
import { defineStandIns } from "./stand-ins.ts";
import type { WorkerExports } from "./worker.ts";

defineStandIns();
for (const place of document.querySelectorAll<HTMLElement>("[data-extension]"))
  void host(place, JSON.parse(place.dataset["extension"]!) as PageContext);

/** Runs an extension in a worker of its own, and shows in its place what it renders. */
async function host(place: HTMLElement, context: PageContext): Promise<void> {
  const receiver = new DOMRemoteReceiver({
    root: place,
    retain,
    release,
    elements: [...ELEMENTS.keys()],
  });
  const worker = new Worker("/stand-in/extension-host/worker.js");
  const thread = new ThreadWebWorker<WorkerExports>(worker);
  try {
    await thread.imports.run(receiver.connection, context);
    place.dataset["state"] = "running";
  } catch (failure) {
    place.dataset["state"] = "failed";
    console.error("The extension failed.", failure);
  }
}
