export { imapDriver } from './imap-driver.js';
export { inspectImapServer } from './inspect-server.js';
