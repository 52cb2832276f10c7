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
  /** The names for which a certificate was made, when the host's is not among them: `*.example.net`, `mail.example.net`. */
  readonly certificateNames?: readonly string[] | undefined;
  /** When a limit that we keep ourselves (wrong sign-ins; searches) allows another try. Said as minutes from now on, which needs no time zone. */
  readonly retryAt?: Date | undefined;
  /** True when the servers were found and not typed, so that there is no spelling to check. */
  readonly serversWereFound?: boolean | undefined;
}

/** The context as the sentences read it. */
export interface Scene {
  /** True in the help, which speaks of no server in particular and of both sides at once. */
  readonly general: boolean;
  readonly step: StepId;
  readonly side: Side;
  readonly protocol: MailProtocol | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly security: Security | undefined;
  readonly provider: ProviderHelp | undefined;
  readonly providerName: string | undefined;
  readonly signIn: 'google' | 'microsoft' | undefined;
  readonly emailDomain: string | undefined;
  /** The host of an Exchange server that was found. */
  readonly exchangeHost: string | undefined;
  readonly confirmHosts: readonly string[];
  /** Without duplicates, three at most. */
  readonly certificateNames: readonly string[];
  /** Whole minutes until our own limit ends, 0 when it has ended; undefined when it is not the cause. */
  readonly waitMinutes: number | undefined;
  readonly serversWereFound: boolean;
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
  const exchangeHost = hostOf(context.exchangeUrl);
  const provider = providerHelpFor(context.host, context.emailDomain);
  return {
    general: false,
    step: context.step,
    side,
    protocol: context.protocol ?? (side === 'outgoing' ? 'smtp' : undefined),
    host: context.host ?? (isExchangeStep(context.step) ? exchangeHost : undefined),
    port: context.port,
    security: context.security,
    provider,
    providerName: context.providerName,
    signIn: context.signIn ?? provider?.signIn,
    emailDomain: context.emailDomain,
    exchangeHost,
    confirmHosts: [...new Set(context.confirmHosts)],
    certificateNames: [...new Set(context.certificateNames)].slice(0, 3),
    waitMinutes: context.retryAt && minutesUntil(context.retryAt, now),
    serversWereFound: context.serversWereFound ?? false,
  };
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.hostname;
}

function minutesUntil(instant: Date, now: Date): number {
  return Math.max(0, Math.ceil((instant.getTime() - now.getTime()) / 60_000));
}

/** The steps of a mailbox on an Exchange server: one server, https, no password. */
export function isExchangeStep(step: StepId): boolean {
  return step === 'find-endpoint' || step === 'open-inbox';
}

/** True while servers are looked for: nobody has been asked to sign in yet. */
export function isSearch({ step }: Pick<Scene, 'step'>): boolean {
  return step === 'find-settings' || step === 'find-endpoint';
}

/** True while the server has not been spoken to yet: a wrong name or port is then the likely cause. */
export function beforeConversation({ step }: Scene): boolean {
  return /-(?:resolve|connect|secure)$/.test(step) || step === 'find-settings' || step === 'find-endpoint';
}

/** A name that somebody could type: what a certificate for `*.example.net` covers has still to be asked. */
export function suggestedName({ certificateNames }: Scene): string | undefined {
  return certificateNames.find((name) => !name.includes('*') && name.includes('.'));
}
