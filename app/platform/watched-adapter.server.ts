import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";

type Adapter = Awaited<ReturnType<SqlDriverAdapterFactory["connect"]>>;
type Transaction = Awaited<ReturnType<Adapter["startTransaction"]>>;
type Asked = Pick<Adapter, "queryRaw" | "executeRaw">;

/**
 * An adapter of Prisma's, beside which somebody hears what the database fails at, and which lets go of a connection that can
 * neither commit nor roll back. Prisma 6 keeps such a one for good: after so many of them as the pool has, nothing is answered any more.
 */
export function watchAdapter(
  factory: SqlDriverAdapterFactory,
  hear: (failure: unknown) => void,
): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  return {
    provider,
    adapterName,
    connect: async () => watchConnection(await factory.connect(), hear),
  };
}

function watchConnection(adapter: Adapter, hear: (failure: unknown) => void): Adapter {
  const { provider, adapterName } = adapter;
  return {
    provider,
    adapterName,
    ...watchQueries(adapter, hear),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: async (level) =>
      watchTransaction(await adapter.startTransaction(level), hear),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => adapter.dispose(),
  };
}

function watchTransaction(transaction: Transaction, hear: (failure: unknown) => void): Transaction {
  const { provider, adapterName, options } = transaction;
  const watched = watchQueries(transaction, hear);
  return {
    provider,
    adapterName,
    options,
    queryRaw: watched.queryRaw,
    async executeRaw(query) {
      try {
        return await watched.executeRaw(query);
      } catch (failure) {
        // Nothing is left to roll back: it ends with the connection, which Prisma lets go of next, and the pool throws away.
        if (query.sql === "ROLLBACK") return 0;
        if (query.sql === "COMMIT") await transaction.rollback();
        throw failure;
      }
    },
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
  };
}

function watchQueries(asked: Asked, hear: (failure: unknown) => void): Asked {
  const heard = (failure: unknown): never => {
    hear(failure);
    throw failure;
  };
  return {
    queryRaw: (query) => asked.queryRaw(query).catch(heard),
    executeRaw: (query) => asked.executeRaw(query).catch(heard),
  };
}
