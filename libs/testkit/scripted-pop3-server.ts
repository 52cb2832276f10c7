import type { ConversationScript } from './conversation-script.js';
import type { Dialect } from './conversation-stage.js';
import { scriptedLineServer, type ScriptedServer, type ScriptedServerOptions } from './scripted-line-server.js';

/** RFC 1939: one command, one answer. */
const pop3: Dialect = {
  tagged: null,
  untagged: () => true,
  farewell: (command) => (/^quit$/i.test(command) ? ['+OK see you'] : null),
};

/** Lists are written out: `s.expects('CAPA').answers('+OK', 'USER', 'STLS', '.')`. */
export function scriptedPop3Server(
  write: (script: ConversationScript) => void,
  options?: ScriptedServerOptions,
): Promise<ScriptedServer> {
  return scriptedLineServer(pop3, write, options);
}
