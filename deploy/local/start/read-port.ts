import { SetupProblem } from '../launch/setup-problem.js';

/** The port that `PORT` names; undefined when it is unset or empty. */
export function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new SetupProblem(`PORT is "${text}": set it to a port number from 1 to 65535, or leave it out for 8080.`);
}
