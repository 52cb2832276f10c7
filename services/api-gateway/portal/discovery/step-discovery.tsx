import type { ValidationStep } from '@mail-access/contracts';
import { useWording } from '../wording/wording.js';
import './discovery.css';
import { FindingsList } from './findings-list.js';
import { FoundServers } from './found-servers.js';

interface StepDiscoveryDetailsProps {
  readonly step: ValidationStep;
  /** False where the servers stand elsewhere on the page. */
  readonly servers: boolean;
}

/** Under a step that looks for settings: what each source says as it says it, and afterwards what will be used. */
export function StepDiscoveryDetails({ step: { state, discovery }, servers }: StepDiscoveryDetailsProps) {
  const { discovery: words } = useWording();
  if (discovery === undefined) return null;
  const { findings } = discovery;
  if (state === 'running') {
    return (
      <div className="discovery">
        <p className="muted">{words.looking}</p>
        {findings.length > 0 && <FindingsList findings={findings} />}
      </div>
    );
  }
  return (
    <div className="discovery">
      {state === 'passed' && discovery.servers !== undefined && <p className="muted">{words.willUse}</p>}
      {servers && <FoundServers discovery={discovery} />}
      {findings.length > 0 && (
        <details>
          <summary>{words.showFindings(findings.length)}</summary>
          <FindingsList findings={findings} />
        </details>
      )}
    </div>
  );
}
