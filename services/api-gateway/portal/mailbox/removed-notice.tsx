import { PassedIcon } from '../page/icons.js';
import { useEffect, useRef } from 'react';
import { useWording } from '../wording/wording.js';

/** Takes focus when it appears: the dialog that led here is gone. */
export function RemovedNotice() {
  const { connection: words } = useWording();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="notice success" ref={box} tabIndex={-1}>
      <PassedIcon /> <p>{words.removed}</p>
    </div>
  );
}
