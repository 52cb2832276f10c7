export { smtpDriver } from './smtp-driver.js';
export { inspectSmtpServer } from './inspect-server.js';
