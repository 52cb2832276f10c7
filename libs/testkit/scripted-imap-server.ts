import type { ConversationScript } from './conversation-script.js';
import type { Dialect } from './conversation-stage.js';
import { scriptedLineServer, type ScriptedServer, type ScriptedServerOptions } from './scripted-line-server.js';

/** RFC 9051: commands have tags, and so do their completions; untagged answers begin with `*`, challenges with `+`. */
const imap: Dialect = {
  tagged: /^(\S+) (.*)$/s,
  untagged: (line) => /^[*+] ?/.test(line),
  farewell: (command) => (/^logout$/i.test(command) ? ['* BYE see you', 'OK LOGOUT completed'] : null),
};

/** Scripts have no tags: `s.expects('LOGIN "ada" "wrong"').refuses('NO [AUTHENTICATIONFAILED] Bad password')`. */
export function scriptedImapServer(
  write: (script: ConversationScript) => void,
  options?: ScriptedServerOptions,
): Promise<ScriptedServer> {
  return scriptedLineServer(imap, write, options);
}
