const utf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gbk');
const latin1 = new TextDecoder('latin1');

/** UTF-8 when it is; else GBK, in which QQ answers, when every high byte has its pair; else Latin-1, which takes anything. */
export function decodeReply(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return looksLikeGbk(bytes) ? gbk.decode(bytes) : latin1.decode(bytes);
  }
}

/** Chinese text stands in the GB 2312 part: pairs of bytes from A1 on. A single accented letter of Latin-1 has no pair. */
function looksLikeGbk(bytes: Uint8Array): boolean {
  let run = 0;
  for (const byte of bytes) {
    if (byte >= 0xa1) run += 1;
    else if (byte >= 0x80 || run % 2 === 1) return false;
    else run = 0;
  }
  return run % 2 === 0;
}
