import type { Logger } from '@mail-access/observability';
import type { Database } from '@mail-access/persistence';

/**
 * Says in the log what the role of the service may do and needs not: the walls are only as good as the role is weak. It is
 * no reason not to run: a small installation may have one role, and then triggers alone keep the audit as it is.
 */
export async function reportStrongRole(database: Database, logger: Logger): Promise<void> {
  const [powers] = await database.dataSource.query<Record<string, boolean>[]>(
    `select rolsuper as superuser, rolbypassrls as "sees-all-tenants", rolcreaterole as "makes-roles",
            has_database_privilege(current_database(), 'create') as "makes-schemas",
            pg_has_role(nspowner, 'usage') as "owns-its-tables", has_table_privilege('audit_line', 'update') as "changes-audit"
     from pg_roles, pg_namespace where rolname = current_user and nspname = $1`,
    [database.schema],
  );
  const more = Object.entries(powers ?? {}).flatMap(([power, has]) => (has ? [power] : []));
  if (more.length > 0) logger.warn('database-role-too-strong', { powers: more });
}
