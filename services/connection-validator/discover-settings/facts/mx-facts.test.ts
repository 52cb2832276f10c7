import { expect, it } from 'vitest';
import { loadMxFacts, mxFactsFinder } from './mx-facts.js';

const factsOf = mxFactsFinder(loadMxFacts());

it('hands the region of an exchanger on to the hosts', () => {
  expect(factsOf('inbound-smtp.us-east-1.amazonaws.com')?.incoming[0]?.host).toBe('imap.mail.us-east-1.awsapps.com');
});

it.each(['mail', 'us-east', 'us_east-1', 'a.us-east-1x'])('takes %s for no region', (region) => {
  expect(factsOf(`inbound-smtp.${region}.amazonaws.com`)).toBeNull();
});
