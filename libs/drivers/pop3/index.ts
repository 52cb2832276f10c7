export { pop3Driver } from './pop3-driver.js';
