import type { StepId } from '@mail-access/contracts';
import type { StepTitle } from '../step-title.js';

export const stepTitles: Record<StepId, StepTitle> = {
  'find-settings': ({ typed }) => (typed ? 'Check the settings' : 'Find the servers of your e-mail'),
  'incoming-resolve': ({ protocol }) => `Find the incoming server${inParentheses(protocol)}`,
  'incoming-connect': () => 'Reach the incoming server',
  'incoming-secure': () => 'Secure the incoming connection',
  'incoming-sign-in': () => 'Sign in to the incoming server',
  'incoming-open-inbox': () => 'Open the inbox',
  'outgoing-resolve': () => 'Find the outgoing server (SMTP)',
  'outgoing-connect': () => 'Reach the outgoing server',
  'outgoing-secure': () => 'Secure the outgoing connection',
  'outgoing-sign-in': () => 'Sign in to the outgoing server',
  'send-test-message': () => 'Send the test message',
  'receive-test-message': () => 'Receive the test message',
  'find-endpoint': () => 'Find the Exchange server',
  'open-inbox': () => 'Open the Exchange mailbox',
};

function inParentheses(protocol: string | undefined): string {
  return protocol === undefined ? '' : ` (${protocol})`;
}
