export { databaseTrouble } from './database-trouble.js';
export { migrate, MigrationError } from './migrate.js';
export type { MigrateOptions } from './migrate.js';
export { openDatabase } from './open-database.js';
export type { Database, DatabaseOptions, Transaction } from './open-database.js';
export { openNotifications } from './open-notifications.js';
export type { NotificationHandler, Notifications, NotificationsOptions } from './open-notifications.js';
export { acrossTenants, joinTenant, tenantTransaction } from './tenant-transaction.js';
