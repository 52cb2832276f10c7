import { useWording } from '../wording/wording.js';
import { TextField } from './text-field.js';
import type { FormControl } from './use-connection-form.js';

interface ServerFieldsProps {
  readonly form: FormControl;
  readonly side: 'incoming' | 'outgoing';
  /** The port that these choices usually have. */
  readonly usualPort: string;
}

/** Host and port of one side, and what was taken out of a pasted host. */
export function ServerFields({ form, side, usualPort }: ServerFieldsProps) {
  const { form: words } = useWording();
  const host = `${side}Host` as const;
  const port = `${side}Port` as const;
  const cleaned = form.cleaned[host];
  return (
    <>
      <div className="server">
        <TextField form={form} field={host} hint={words.hints[host]} autoComplete="off" inputMode="url" />
        <TextField
          form={form}
          field={port}
          hint={words.hints[port](usualPort)}
          autoComplete="off"
          inputMode="numeric"
          className="port"
        />
      </div>
      <p className="region cleaned" role="status">
        {cleaned === undefined ? '' : words.cleaned(cleaned)}
      </p>
    </>
  );
}
