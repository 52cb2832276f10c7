export { smtpDriver } from './smtp-driver.js';
