import type { SrvRecord } from '@mail-access/egress';

/** Picks by weight, as RFC 2782 describes it: weight 0 has a small chance while others are left. */
function pick(records: readonly SrvRecord[], random: () => number): SrvRecord | undefined {
  const ordered = records.toSorted((one, other) => one.weight - other.weight);
  const total = ordered.reduce((sum, { weight }) => sum + weight, 0);
  const chosen = Math.floor(random() * (total + 1));
  let sum = 0;
  return ordered.find(({ weight }) => (sum += weight) >= chosen) ?? ordered.at(-1);
}

/** In the order to try: lowest priority number first, within it by weight. */
export function orderTargets(records: readonly SrvRecord[], random: () => number): SrvRecord[] {
  const left = [...records];
  const ordered: SrvRecord[] = [];
  while (left.length > 0) {
    const priority = Math.min(...left.map((record) => record.priority));
    const next = pick(
      left.filter((record) => record.priority === priority),
      random,
    );
    if (next === undefined) break;
    left.splice(left.indexOf(next), 1);
    ordered.push(next);
  }
  return ordered;
}
