/** One number of a side, smaller or larger being better, and how far ours may be from the other side's. */
export interface Metric {
  readonly name: string;
  readonly unit: string;
  /** `atMost`: ours divided by theirs must not exceed it. `atLeast`: must not fall below it. */
  readonly aim: { readonly atMost: number } | { readonly atLeast: number };
}

/** The numbers of one run of a side, by name of the metric. */
export type Measurement = Readonly<Record<string, number>>;

export interface PreparedScenario {
  /** What we built. One call is one run: a few seconds, the same work as the other side's. */
  measureOurs(): Promise<Measurement>;
  /** What it is compared with. */
  measureTheirs(): Promise<Measurement>;
  close(): Promise<void>;
}

/** A table that compares nothing, after the scenarios. The default export of a `<name>.report.ts` in this folder. */
export interface Report {
  readonly title: string;
  /** Counts, and gives the lines of the table. */
  lines(): Promise<string[]>;
}

/** A comparison of two sides in one run of the machine. The default export of a `<name>.bench.ts` in this folder. */
export interface Scenario {
  readonly title: string;
  /** What the two sides are, for the report. */
  readonly ours: string;
  readonly theirs: string;
  readonly metrics: readonly Metric[];
  /** Starts what both sides need; both stay up during the whole scenario. */
  prepare(): Promise<PreparedScenario>;
}
