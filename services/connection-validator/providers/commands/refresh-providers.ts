import { shippedProviders } from '../load-providers.js';
import { refreshProviders } from '../refresh/refresh-providers.js';

const [input] = process.argv.slice(2);
const [ispdb, deltaChat] = shippedProviders.facts;
if (input === undefined || ispdb === undefined || deltaChat === undefined) {
  console.error('Usage: npm run providers:refresh -- <folder of ISPDB files, one of them, or a JSON file of facts>');
  process.exitCode = 2;
} else {
  for (const line of refreshProviders(input, { ispdb, deltaChat })) console.log(line);
}
