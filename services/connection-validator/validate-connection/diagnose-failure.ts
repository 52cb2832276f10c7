import type { MailServers, StepId } from '@mail-access/contracts';
import { isDriverFailure, type DriverFailure } from '@mail-access/driver-spec';
import type { Logger } from '@mail-access/observability';
import { classifyReply, diagnoseFailureKind, isRetryable, type ReplyStep } from '@mail-access/wording';
import { SettingsNotUsable } from '../find-settings/settings-not-usable.js';
import { SignInsSpent } from '../limit-sign-ins/sign-in-limit.js';
import { RunStopped, type Finding } from './step-sequence.js';
import { TestMessageNotSeen } from './watch-for-test-message.js';

const maxServerText = 500;

/** What the driver was saying when the server refused. */
function replyStepOf(failure: DriverFailure, stepId: StepId): ReplyStep {
  // Turned away before anything was asked, at whatever step: never an answer to a password.
  if (failure.kind === 'server-refused') return 'greeting';
  if (failure.kind === 'sender-refused') return 'mail-from';
  if (failure.kind === 'recipient-refused') return 'recipient';
  if (failure.kind === 'message-refused') return 'data';
  if (stepId.endsWith('-sign-in')) return 'sign-in';
  if (stepId.endsWith('-secure')) return 'tls';
  return 'open-inbox';
}

function diagnoseDriverFailure(failure: DriverFailure, stepId: StepId, servers: MailServers | null): Finding {
  const onTheWayOut = stepId.startsWith('outgoing-') || stepId === 'send-test-message';
  const host = servers?.[onTheWayOut ? 'outgoing' : 'incoming'].host;
  const protocol = onTheWayOut ? 'smtp' : servers?.incoming.protocol;
  const { reply } = failure;
  const serverText =
    reply === null ? null : [...(reply.alerts ?? []), reply.text].join(' ').trim().slice(0, maxServerText);
  if (reply !== null && protocol !== undefined) {
    const step = replyStepOf(failure, stepId);
    const code = reply.code === undefined ? {} : { code: reply.code };
    const { text, alerts } = reply;
    const classified = classifyReply({ protocol, step, text, alerts, host, ...code });
    if (classified !== null) return { diagnosis: classified.diagnosis, serverText, retryable: classified.retryable };
  }
  const diagnosis = diagnoseFailureKind(failure.kind, { phase: failure.phase });
  return { diagnosis, serverText, retryable: isRetryable(diagnosis) || isSilence(failure) };
}

/**
 * What a definite refusal of a user name and password means; null for everything else: a server that cannot answer now,
 * a network that fails, a connection that we left ourselves.
 */
export function refusedSignIn(
  error: unknown,
  stepId: 'incoming-sign-in' | 'outgoing-sign-in',
  servers: MailServers,
): Finding | null {
  if (!isDriverFailure(error) || error.kind !== 'sign-in-refused') return null;
  const finding = diagnoseDriverFailure(error, stepId, servers);
  return finding.retryable ? null : finding;
}

/** A server that said nothing most often waits for TLS; but it may also hang, and that breaks no connection. */
function isSilence({ kind, cause }: DriverFailure): boolean {
  return kind === 'wrong-security-mode' && isDriverFailure(cause) && cause.kind === 'timed-out';
}

/** Says what a step's error means to the subscriber. Anything that no driver and no step declares is ours, and logged. */
export function diagnoseFailure(
  error: unknown,
  { stepId, servers, logger }: { stepId: StepId; servers: MailServers | null; logger: Logger },
): Finding {
  if (isDriverFailure(error)) return diagnoseDriverFailure(error, stepId, servers);
  if (error instanceof SettingsNotUsable) {
    const { diagnosis, retryAt } = error;
    return { diagnosis, serverText: null, retryable: isRetryable(diagnosis), ...(retryAt && { retryAt }) };
  }
  if (error instanceof SignInsSpent) {
    return { diagnosis: 'rate-limited', serverText: null, retryable: true, retryAt: error.retryAt };
  }
  if (error instanceof TestMessageNotSeen)
    return { diagnosis: 'test-message-not-seen', serverText: null, retryable: true };
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { diagnosis: 'connection-timed-out', serverText: null, retryable: true };
  }
  if (!(error instanceof RunStopped)) logger.error('validation-step-defect', { err: error, stepId });
  return { diagnosis: 'internal', serverText: null, retryable: true };
}
