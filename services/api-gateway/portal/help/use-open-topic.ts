import { useEffect, useState } from 'react';
import { topicElementId } from './help-topic.js';

/**
 * Which questions are open. The one that the address names is open, in sight, and has the focus; the others are as the
 * reader left them.
 */
export function useOpenTopic(topic: string | null) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (topic !== null) setOpened((now) => new Set([...now, topic]));
  }, [topic]);
  useEffect(() => {
    if (topic === null) return;
    const element = document.getElementById(topicElementId(topic));
    element?.scrollIntoView({ block: 'start' });
    element?.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true });
  }, [topic]);
  const toggle = (id: string, open: boolean) =>
    setOpened((now) => {
      if (now.has(id) === open) return now;
      return open ? new Set([...now, id]) : new Set([...now].filter((each) => each !== id));
    });
  return { isOpen: (id: string) => opened.has(id), toggle };
}
