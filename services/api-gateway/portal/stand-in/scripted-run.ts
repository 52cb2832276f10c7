import {
  type Language,
  passwordMailboxSteps,
  type StepId,
  type Validation,
  type ValidationStep,
} from '@mail-access/contracts';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const titles: Readonly<Record<StepId, Readonly<Record<Language, string>>>> = {
  'find-settings': { 'fr-CA': 'Lire les paramètres', 'en-CA': 'Read the settings' },
  'incoming-resolve': { 'fr-CA': 'Trouver le serveur de réception', 'en-CA': 'Find the incoming server' },
  'incoming-connect': { 'fr-CA': 'Joindre le serveur de réception', 'en-CA': 'Reach the incoming server' },
  'incoming-secure': { 'fr-CA': 'Chiffrer la réception', 'en-CA': 'Encrypt the incoming side' },
  'incoming-sign-in': { 'fr-CA': 'Ouvrir une session de réception', 'en-CA': 'Sign in to the incoming server' },
  'incoming-open-inbox': { 'fr-CA': 'Ouvrir la boîte de réception', 'en-CA': 'Open the inbox' },
  'outgoing-resolve': { 'fr-CA': 'Trouver le serveur d’envoi', 'en-CA': 'Find the outgoing server' },
  'outgoing-connect': { 'fr-CA': 'Joindre le serveur d’envoi', 'en-CA': 'Reach the outgoing server' },
  'outgoing-secure': { 'fr-CA': 'Chiffrer l’envoi', 'en-CA': 'Encrypt the outgoing side' },
  'outgoing-sign-in': { 'fr-CA': 'Ouvrir une session d’envoi', 'en-CA': 'Sign in to the outgoing server' },
  'send-test-message': { 'fr-CA': 'Envoyer le courriel test', 'en-CA': 'Send the test e-mail' },
  'find-endpoint': { 'fr-CA': 'Trouver le serveur Exchange', 'en-CA': 'Find the Exchange server' },
  'open-inbox': { 'fr-CA': 'Ouvrir la boîte Exchange', 'en-CA': 'Open the Exchange mailbox' },
  'receive-test-message': { 'fr-CA': 'Recevoir le courriel test', 'en-CA': 'Receive the test e-mail' },
};

type StepFacts = Omit<Partial<ValidationStep>, 'id' | 'title'>;
/** Facts whose sentences depend on who reads them. */
type SpokenFacts = (language: Language) => StepFacts;

interface LoggedChange {
  readonly revision: number;
  readonly event: 'step' | 'finished';
  readonly data: unknown;
}

/** A run that a test moves by hand. It speaks the gateway's event stream: ids are revisions, a replay starts after one. */
export class ScriptedRun {
  readonly validationId = randomUUID();
  readonly connectionId = randomUUID();
  readonly startedAt = new Date().toISOString();
  state: Validation['state'] = 'running';
  /** The `Last-Event-ID` of every reader that came. */
  readonly readers: string[] = [];
  constructor(private readonly stepIds: readonly StepId[] = passwordMailboxSteps) {}

  private readonly facts = new Map<StepId, SpokenFacts>();
  private readonly log: LoggedChange[] = [];
  private readonly streams = new Map<ServerResponse, Language>();

  validation(language: Language): Validation {
    return {
      validationId: this.validationId,
      connectionId: this.connectionId,
      state: this.state,
      startedAt: this.startedAt,
      ...(this.state === 'running' ? {} : { finishedAt: new Date().toISOString() }),
      revision: this.log.length,
      steps: this.stepIds.map((id) => this.step(id, language)),
    };
  }

  private step(id: StepId, language: Language): ValidationStep {
    return { id, title: titles[id][language], state: 'pending', elapsedMs: 0, ...this.facts.get(id)?.(language) };
  }

  set(id: StepId, facts: StepFacts | SpokenFacts): void {
    const spoken = typeof facts === 'function' ? facts : () => facts;
    this.facts.set(id, (language) => ({ elapsedMs: 120, ...spoken(language) }));
    this.publish('step', id);
  }

  private stateOf(id: StepId): ValidationStep['state'] {
    return this.facts.get(id)?.('fr-CA').state ?? 'pending';
  }

  /** Every step up to and with `last` passes. */
  pass(last: StepId): void {
    for (const id of this.stepIds.slice(0, this.stepIds.indexOf(last) + 1)) {
      if (this.stateOf(id) !== 'passed') this.set(id, { state: 'passed' });
    }
  }

  finish(state: 'passed' | 'failed' | 'cancelled'): void {
    for (const id of this.stepIds) {
      const now = this.stateOf(id);
      if (now === 'pending' || now === 'running') this.set(id, { state: state === 'passed' ? 'passed' : 'skipped' });
    }
    this.state = state;
    this.publish('finished', { validationId: this.validationId, state });
    this.cut(true);
  }

  private publish(event: 'step' | 'finished', data: unknown): void {
    const change = { revision: this.log.length + 1, event, data };
    this.log.push(change);
    for (const [stream, language] of this.streams) this.write(stream, change, language);
  }

  private write(stream: ServerResponse, { revision, event, data }: LoggedChange, language: Language): void {
    const json = JSON.stringify(event === 'step' ? this.step(data as StepId, language) : data);
    stream.write(`event: ${event}\nid: ${revision}\ndata: ${json}\n\n`);
  }

  follow(response: ServerResponse, lastEventId: string, language: Language): void {
    this.readers.push(lastEventId);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    for (const change of this.log.slice(Number(lastEventId) || 0)) this.write(response, change, language);
    if (this.state !== 'running') return void response.end();
    this.streams.set(response, language);
    response.on('close', () => this.streams.delete(response));
  }

  /** Ends every stream: politely, or in the middle of an event as a broken line does. */
  cut(politely = false): void {
    for (const stream of this.streams.keys()) {
      if (politely) stream.end();
      else stream.write('event: step\nid: 99\ndata: {"id":"send-te', () => stream.destroy());
    }
    this.streams.clear();
  }
}
