// RFC 9051 section 4.3: quoted strings are ASCII; anything else goes as a literal, non-synchronising with RFC 7888.

/** The command, and what follows when the server asks for it. */
export function loginCommand(
  username: string,
  password: string,
  capabilities: ReadonlySet<string>,
): [line: string, ...answers: Buffer[]] {
  const sign = capabilities.has('LITERAL+') || capabilities.has('LITERAL-') ? '+' : '';
  const answers: Buffer[] = [];
  let line = 'LOGIN';
  for (const text of [username, password]) {
    if (isQuotable(text)) line = append(line, ` "${text.replaceAll(/[\\"]/g, '\\$&')}"`, answers, sign);
    else {
      line = append(line, ` {${Buffer.byteLength(text)}${sign}}`, answers, sign);
      line = startLiteral(line, text, answers, sign);
    }
  }
  return [line, ...answers.map((answer) => Buffer.concat([answer, Buffer.from('\r\n')]))];
}

function isQuotable(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** A synchronising literal ends what may be sent now: what follows it waits for the server's `+`. */
function append(line: string, text: string, answers: Buffer[], sign: string): string {
  const last = answers.at(-1);
  if (!last || sign === '+') return line + text;
  answers[answers.length - 1] = Buffer.concat([last, Buffer.from(text)]);
  return line;
}

function startLiteral(line: string, text: string, answers: Buffer[], sign: string): string {
  if (sign === '+') return `${line}\r\n${text}`;
  answers.push(Buffer.from(text));
  return line;
}
