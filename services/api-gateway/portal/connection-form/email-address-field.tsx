import { useWording } from '../wording/wording.js';
import { TextField } from './text-field.js';
import type { FormControl } from './use-connection-form.js';

/** The address of the mailbox, which every way to connect begins with. */
export function EmailAddressField({ form }: { form: FormControl }) {
  const { form: words } = useWording();
  return (
    <TextField
      form={form}
      field="emailAddress"
      hint={words.hints.emailAddress}
      autoComplete="email"
      inputMode="email"
    />
  );
}
