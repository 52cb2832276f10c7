// https://learn.microsoft.com/en-us/exchange/client-developer/web-service-reference/getfolder-operation
import type { WebEgress } from '@mail-access/egress';
import { readEwsAnswer, type EwsAnswer } from './read-ews-answer.js';

const maxBytes = 256 * 1024;
const schema = 'http://schemas.microsoft.com/exchange/services/2006';

/** The smallest question that every version of EWS knows: is there an inbox. */
const getInbox =
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"' +
  ` xmlns:t="${schema}/types" xmlns:m="${schema}/messages">` +
  '<s:Header><t:RequestServerVersion Version="Exchange2007_SP1"/></s:Header><s:Body><m:GetFolder>' +
  '<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape>' +
  '<m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>';

/**
 * Asks an EWS endpoint without credentials. Posted, since IIS sends what is got to Outlook on the web; a redirect is
 * the answer and never followed, so that whoever asks can look at where it leads.
 *
 * @throws EgressFailure when the server cannot be reached
 */
export async function askEws(url: string, egress: Pick<WebEgress, 'post'>, signal: AbortSignal): Promise<EwsAnswer> {
  const answer = await egress.post(url, {
    ...{ signal, maxBytes, accept: 'text/xml', contentType: 'text/xml; charset=utf-8' },
    ...{ body: getInbox, mayFollow: () => false },
  });
  return readEwsAnswer(answer);
}
