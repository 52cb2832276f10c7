import type { Connection } from '@mail-access/contracts';
import { FailedIcon, PassedIcon, WarningIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';

const looks = {
  established: { icon: <PassedIcon />, tone: 'success' },
  broken: { icon: <FailedIcon />, tone: 'error' },
  unproven: { icon: <WarningIcon />, tone: 'warning' },
} as const;

export function ConnectionState({ state }: { state: Connection['state'] }) {
  const { connection: words } = useWording();
  const { icon, tone } = looks[state];
  return (
    <p className={`badge ${tone}`}>
      {icon} {words.states[state]}
    </p>
  );
}
