import type { RequestContract } from '@mail-access/contracts';
import type { Attributes } from '@opentelemetry/api';

const cache = {
  request: new WeakMap<RequestContract, Attributes>(),
  process: new WeakMap<RequestContract, Attributes>(),
};

/** Span attributes of a request by the messaging conventions of OpenTelemetry; one object a contract and end. */
export function requestAttributes(contract: RequestContract, operation: 'request' | 'process'): Attributes {
  const known = cache[operation].get(contract);
  if (known !== undefined) return known;
  const attributes: Attributes = {
    'messaging.system': 'nats',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation === 'request' ? 'send' : 'process',
    'messaging.destination.name': contract.subject,
    ...(operation === 'process' && { 'messaging.consumer.group.name': contract.service }),
  };
  cache[operation].set(contract, attributes);
  return attributes;
}
