import { Socket } from "node:net";

/** What the system says of a line on which nothing comes any more. Prisma's adapter knows it by code, number and call. */
const TIMED_OUT = { code: "ETIMEDOUT", errno: -110, syscall: "read" };

/**
 * A line to the database that breaks when nothing came over it for so long. A server that hangs takes the question and never
 * answers; the driver's own limits give the caller up and keep the connection, with the question on it.
 */
export function limitedSocket(milliseconds: number): Socket {
  const socket = new Socket();
  socket.setTimeout(milliseconds, () => {
    const said = `The database gave no sign of life for ${milliseconds} ms.`;
    socket.destroy(Object.assign(new Error(said), TIMED_OUT));
  });
  return socket;
}
