import type { Security, StepId } from '@mail-access/contracts';
import { providerHelpFor, type ProviderHelp } from './provider-help.js';

export type Side = 'incoming' | 'outgoing';
export type MailProtocol = 'imap' | 'pop3' | 'smtp';

/** What is known of the place where a step went wrong. Only the step is needed; the rest makes the sentences precise. */
export interface DiagnosisContext {
  readonly step: StepId;
  /** Told by the step when left out. */
  readonly side?: Side | undefined;
  readonly protocol?: MailProtocol | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly security?: Security | undefined;
  /** What follows the "@" of the subscriber's address: with the host, it tells the provider. */
  readonly emailDomain?: string | undefined;
  /** The company that the subscriber chose, as it calls itself. */
  readonly providerName?: string | undefined;
  /** Where the subscriber has to sign in instead of typing a password. */
  readonly signIn?: 'google' | 'microsoft' | undefined;
  /** The EWS endpoint of an Exchange server that was found. */
  readonly exchangeUrl?: string | undefined;
  /** Servers that were found outside of the subscriber's domain, and that get no password before the subscriber says yes. */
  readonly confirmHosts?: readonly string[] | undefined;
  /** The name that a certificate carries in place of the host's. */
  readonly certificateName?: string | undefined;
  /** When it can be tried again. Said as whole minutes from now on, which needs no time zone. */
  readonly retryAt?: Date | undefined;
}

/** The context as the sentences read it. */
export interface Scene {
  readonly step: StepId;
  readonly side: Side;
  readonly protocol: MailProtocol | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly security: Security | undefined;
  readonly provider: ProviderHelp | undefined;
  readonly providerName: string | undefined;
  readonly signIn: 'google' | 'microsoft' | undefined;
  readonly exchangeHost: string | undefined;
  readonly confirmHosts: readonly string[];
  readonly certificateName: string | undefined;
  /** Whole minutes, 1 at least; undefined when the wait is not known or over. */
  readonly waitMinutes: number | undefined;
}

/** Makes the sentences of one diagnosis, in one language. */
export interface Sentences {
  readonly message: (scene: Scene) => string;
  readonly remedy: (scene: Scene) => string;
}

/** The side that a step works on; looking for settings counts as incoming. */
export function sideOf(step: StepId): Side {
  return step.startsWith('outgoing-') || step === 'send-test-message' ? 'outgoing' : 'incoming';
}

/** `now` is the time at which the sentence is read. */
export function sceneOf(context: DiagnosisContext, now: Date): Scene {
  const side = context.side ?? sideOf(context.step);
  return {
    step: context.step,
    side,
    protocol: context.protocol ?? (side === 'outgoing' ? 'smtp' : undefined),
    host: context.host,
    port: context.port,
    security: context.security,
    provider: providerHelpFor(context.host, context.emailDomain),
    providerName: context.providerName,
    signIn: context.signIn,
    exchangeHost: hostOf(context.exchangeUrl),
    confirmHosts: context.confirmHosts ?? [],
    certificateName: context.certificateName,
    waitMinutes: minutesUntil(context.retryAt, now),
  };
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.hostname;
}

function minutesUntil(instant: Date | undefined, now: Date): number | undefined {
  const minutes = instant === undefined ? 0 : Math.ceil((instant.getTime() - now.getTime()) / 60_000);
  return minutes > 0 ? minutes : undefined;
}

/** True while the server has not been spoken to yet: a wrong name or port is then the likely cause. */
export function beforeConversation(scene: Scene): boolean {
  return /-(?:resolve|connect|secure)$/.test(scene.step);
}
