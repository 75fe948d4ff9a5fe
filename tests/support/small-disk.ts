import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own that holds little, and that can be filled to the last byte. */
export interface SmallDisk {
  /** Where this process sees it. */
  readonly path: string;
  fill(): void;
  makeRoom(): void;
  /** Ends what runs on it, and the disk with it. */
  close(): Promise<void>;
}

/**
 * A file system in memory, in namespaces of a process of its own (man unshare, user_namespaces): that needs no rights, nobody else sees
 * it, and it is gone with the process, which ends with this one.
 * @param script what runs on it, by the shell, with the disk as its working directory, once it is there
 * @throws where the system allows no such namespaces
 */
export async function openSmallDisk(megabytes: number, script = ""): Promise<SmallDisk> {
  const folder = mkdtempSync(join(tmpdir(), "tandem-disk-"));
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && cd "$0" || exit 1`;
  // It ends when nobody holds its input any more.
  const whole = `${mount}; ${script && `( ${script} ) >&2 & `} echo here; read -r _; kill 0`;
  const keeper = spawn("unshare", ["-U", "-r", "-m", "sh", "-c", whole, folder], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  keeper.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-5_000)));
  const ended = once(keeper, "exit");
  await Promise.race([
    once(keeper.stdout, "data"),
    ended.then(() => {
      throw new Error(
        `No small disk can be made: ${said.trim()}. The system has to allow user namespaces ("unshare -U -r -m true").`,
      );
    }),
  ]);
  const path = `/proc/${keeper.pid}/root${folder}`;
  const filler = join(path, "filler");
  return {
    path,
    fill() {
      const file = openSync(filler, "a");
      for (const bytes of [65_536, 512]) while (writesAll(file, bytes));
      closeSync(file);
    },
    makeRoom: () => rmSync(filler, { force: true }),
    async close() {
      keeper.stdin.end();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function writesAll(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch (failure) {
    if (failure instanceof Error && "code" in failure && failure.code === "ENOSPC") return false;
    throw failure;
  }
}
