import { useWording } from '../wording/wording.js';
import { RunningIcon } from './icons.js';

export function Loading({ text }: { text?: string }) {
  const { loading } = useWording();
  return (
    <p className="card loading" role="status">
      <RunningIcon /> <span>{text ?? loading}</span>
    </p>
  );
}
