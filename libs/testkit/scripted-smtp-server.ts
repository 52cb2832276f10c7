import type { ConversationScript } from './conversation-script.js';
import type { Dialect } from './conversation-stage.js';
import { scriptedLineServer, type ScriptedServer, type ScriptedServerOptions } from './scripted-line-server.js';

/** RFC 5321: one command, one reply of one or more lines. */
const smtp: Dialect = {
  tagged: null,
  untagged: () => true,
  farewell: (command) => (/^quit$/i.test(command) ? ['221 2.0.0 see you'] : null),
};

/** A message is taken with `s.expects('DATA').answers('354 go'); s.receivesMessage().answers('250 2.0.0 queued')`. */
export function scriptedSmtpServer(
  write: (script: ConversationScript) => void,
  options?: ScriptedServerOptions,
): Promise<ScriptedServer> {
  return scriptedLineServer(smtp, write, options);
}
