export { imapDriver } from './imap-driver.js';
