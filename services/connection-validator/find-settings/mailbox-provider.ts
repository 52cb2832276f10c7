import type { RecordEgress } from '@mail-access/egress';
import type { ProviderCatalogue } from '../providers/provider-catalogue.js';
import type { Provider } from '../providers/provider.js';

/** A domain whose own DNS is slow shall not use up the time of the step. */
const mxPatienceMs = 3_000;

/**
 * Who runs a mailbox that was bought from a provider: the provider, or another one whose mailboxes it sells. GoDaddy has
 * mailboxes of its own and tenants of Microsoft 365, and its customers see no difference; the mail exchanger tells.
 *
 * @throws the reason of `signal` when it is aborted; an exchanger that cannot be learned is none
 */
export async function mailboxProvider(
  bought: Provider,
  emailAddress: string,
  { catalogue, records }: { catalogue: ProviderCatalogue; records: Pick<RecordEgress, 'mx'> },
  signal: AbortSignal,
): Promise<Provider> {
  const domain = emailAddress.slice(emailAddress.lastIndexOf('@') + 1).toLowerCase();
  if (bought.resells.length === 0 || bought.domains.includes(domain)) return bought;
  const exchanger = await preferredExchanger(domain, records, signal);
  const runner = exchanger === null ? null : catalogue.ofExchanger(exchanger);
  return runner !== null && bought.resells.includes(runner.id) ? runner : bought;
}

async function preferredExchanger(
  domain: string,
  records: Pick<RecordEgress, 'mx'>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const [first] = await records.mx(domain, AbortSignal.any([signal, AbortSignal.timeout(mxPatienceMs)]));
    return first?.exchange ?? null;
  } catch {
    // Where names cannot be resolved at all, the next step says so, and says it of the server.
    signal.throwIfAborted();
    return null;
  }
}
