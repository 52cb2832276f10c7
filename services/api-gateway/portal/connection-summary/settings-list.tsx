import type { HostedProvider } from '@mail-access/contracts';
import type { SavedConnection } from '../api/portal-api.js';
import { useWording } from '../wording/wording.js';
import { settingsRows } from './settings-rows.js';

interface SettingsListProps {
  readonly providers: readonly HostedProvider[];
  readonly connection: SavedConnection;
}

/** The settings in the words of the form. */
export function SettingsList({ providers, connection }: SettingsListProps) {
  const wording = useWording();
  const { settings } = connection;
  const provider = settings.method === 'hosted' ? providers.find(({ id }) => id === settings.providerId) : undefined;
  return (
    <dl className="settings">
      {settingsRows(connection, provider?.name, wording).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
