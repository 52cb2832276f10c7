const firstMs = 1_000;
const longestMs = 5 * 60_000;

/** How long a credential's provider is left alone after so many faults in a row, or as long as it asked, in milliseconds. */
export function pauseAfterFault(failures: number, retryAfterMs = 0, random: () => number = Math.random): number {
  const backOffMs = Math.min(firstMs * 2 ** (failures - 1), longestMs);
  // Spread upwards only: a provider that said how long is never asked sooner.
  return Math.ceil(Math.max(backOffMs, retryAfterMs) * (1 + random() * 0.2));
}
