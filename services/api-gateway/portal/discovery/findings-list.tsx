import type { DiscoveryOutcome, StepFinding } from '@mail-access/contracts';
import { InfoIcon, PassedIcon, SkippedIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';

/** Outcomes that say something of the mailbox although they give no settings. */
const telling: readonly DiscoveryOutcome[] = ['no-open-protocol', 'filtering-gateway', 'not-offered', 'blocked'];

/** What each source answered, one sentence each. The icon only repeats what the sentence says. */
export function FindingsList({ findings }: { findings: readonly StepFinding[] }) {
  const { discovery: words } = useWording();
  return (
    <ul className="findings" role="list" aria-label={words.findings}>
      {findings.map(({ source, outcome, text }) => (
        <li key={source} className={outcome === 'found' ? 'finding success' : 'finding'} data-source={source}>
          <FindingIcon outcome={outcome} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}

function FindingIcon({ outcome }: { outcome: DiscoveryOutcome }) {
  if (outcome === 'found') return <PassedIcon />;
  return telling.includes(outcome) ? <InfoIcon /> : <SkippedIcon />;
}
