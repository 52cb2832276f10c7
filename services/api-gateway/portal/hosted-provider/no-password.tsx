import type { HostedProvider } from '@mail-access/contracts';
import type { FormControl } from '../connection-form/use-connection-form.js';
import { WarningIcon } from '../page/icons.js';
import { useWording } from '../wording/wording.js';
import { HelpLinks } from './preparation.js';
import { ProviderPanel } from './provider-panel.js';
import { UseOtherWay } from './use-other-way.js';

/** Whether a password is of any use at this provider. */
export function takesPassword({ signIn }: HostedProvider): boolean {
  return signIn === 'password' || signIn === 'app-password';
}

/** In place of the password: why there is none to type, and what to do. */
export function NoPassword({ form, provider }: { form: FormControl; provider: HostedProvider }) {
  const { hosted: words, steps } = useWording();
  const { name, signIn, unsupported } = provider;
  const own = signIn === 'google' || signIn === 'microsoft' ? words.noPassword[signIn] : null;
  const heading = own?.heading ?? words.unsupported(name);
  const text = unsupported?.message ?? own?.text;
  const remedy = unsupported?.remedy ?? own?.remedy;
  return (
    <ProviderPanel heading={heading} tone="warning" icon={<WarningIcon />}>
      <p>{text}</p>
      <p>
        <strong>{steps.remedy}</strong>
        <br />
        {remedy}
      </p>
      <HelpLinks provider={provider} />
      {signIn === 'google' && (
        <div className="other-ways">
          <UseOtherWay form={form} way="manual" />
        </div>
      )}
    </ProviderPanel>
  );
}
