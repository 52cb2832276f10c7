export { pop3Driver } from './pop3-driver.js';
export { inspectPop3Server } from './inspect-server.js';
