import type { StepState } from '@mail-access/contracts';
import type { FieldProblem } from '../connection-form/check-draft.js';
import type { Removed } from '../connection-form/clean-host.js';
import type { FieldName } from '../connection-form/draft.js';
import { discoveryEnCA } from './discovery-en-CA.js';
import { helpEnCA } from './help-en-CA.js';
import { hostedEnCA } from './hosted-en-CA.js';
import { waysEnCA } from './ways-en-CA.js';
import type { Wording } from './wording.js';

const labels: Record<FieldName, string> = {
  method: 'How to connect your mailbox',
  emailAddress: 'E-mail address',
  providerId: 'E-mail provider',
  exchangeUrl: 'Address of the Exchange server',
  username: 'User name',
  password: 'Password',
  incomingProtocol: 'Access protocol',
  incomingSecurity: 'Incoming security',
  incomingHost: 'Incoming server',
  incomingPort: 'Incoming port',
  keepCopyOnServer: 'Keep a copy of e-mails on the server',
  outgoingHost: 'Outgoing server (SMTP)',
  outgoingSecurity: 'Outgoing security',
  outgoingPort: 'Outgoing port',
  outgoingAuthentication: 'Outgoing server authentication',
  outgoingUsername: 'Outgoing user name',
  outgoingPassword: 'Outgoing password',
  allowCleartext: 'I accept an unencrypted connection',
};

const missing: Partial<Record<FieldName, string>> = {
  emailAddress: 'Enter your e-mail address.',
  providerId: 'Choose your provider from the list.',
  username: 'Enter your user name.',
  password: 'Enter the password.',
  incomingHost: 'Enter the name of the incoming server.',
  incomingPort: 'Enter the incoming port.',
  outgoingHost: 'Enter the name of the outgoing server.',
  outgoingPort: 'Enter the outgoing port.',
  outgoingUsername: 'Enter the outgoing user name.',
  outgoingPassword: 'Enter the outgoing password.',
};

const removed: Record<Removed, string> = {
  scheme: 'the “https://” at the start',
  user: 'what stood before “@”',
  path: 'what followed the server name',
  port: 'the port, now in its own field',
  spaces: 'the spaces',
};

const list = new Intl.ListFormat('en-CA', { type: 'conjunction' });

const stepStates: Record<StepState, string> = {
  pending: 'Waiting',
  running: 'In progress',
  passed: 'Passed',
  warning: 'Needs attention',
  failed: 'Failed',
  skipped: 'Not run',
};

export const enCA: Wording = {
  title: 'E-mail access',
  portal: 'Telephony portal',
  intro: 'Connect your mailbox to your voice assistant, so that you can hear and answer your e-mails by voice.',
  skipToContent: 'Skip to content',
  languageSwitch: 'Language',
  loading: 'Loading your connection…',
  reference: (id) => `Reference for technical support: ${id}`,

  signIn: {
    heading: 'Sign in',
    text: 'Sign in to see or change your e-mail access.',
    left: 'You are signed out.',
    failed: 'Signing in did not work. Please try again.',
    button: 'Sign in',
    another: 'Use another account',
    starting: 'Signing in…',
    signOut: 'Sign out',
    over: 'Your session has ended',
    overText: 'Sign in again to continue. What you typed is kept, except passwords, which we never keep.',
    unavailable: 'The sign-in service does not answer. Please try again in a moment.',
  },

  notEntitled: {
    heading: 'Your subscription does not include e-mail access',
    text: 'This page connects your mailbox to your voice assistant. The “E-mail access” option is not part of your current subscription.',
    remedy:
      'Ask the administrator of your telephone service to add the option, or contact customer service. If it has just been added, sign out and sign in again.',
  },

  unreachable: {
    heading: 'The service does not answer',
    text: 'We cannot reach the e-mail access service. Check your Internet connection, then try again.',
    failed: 'Something went wrong on our side. Please try again; if it goes on, contact technical support.',
    retry: 'Try again',
  },

  form: {
    newHeading: 'Set up your connection',
    editHeading: 'Change your connection',
    required: 'Every field is required unless it says otherwise.',
    account: 'Your mailbox',
    incoming: 'Incoming e-mail',
    outgoing: 'Outgoing e-mail',
    labels,
    hints: {
      emailAddress: 'The address at which you receive your e-mails. Example: first.last@company.com',
      username: 'Often your whole e-mail address. Correct it if your provider gave you another one.',
      password: 'The password of your mailbox, not of this portal. It is encrypted before it is stored.',
      passwordKept: 'Leave empty to keep the password that is already stored.',
      passwordAgain: 'To be typed again, because the server or the user name has changed.',
      incomingHost: 'Only the name of the server. Example: imap.company.com or mail.company.com',
      outgoingHost: 'Only the name of the server. Example: smtp.company.com or mail.company.com',
      incomingPort: (usual) => `Usually ${usual} with these choices.`,
      outgoingPort: (usual) => `Usually ${usual} with this choice.`,
      keepCopyOnServer:
        'Recommended. Without it, an e-mail that the assistant has fetched is no longer available to your other devices.',
      outgoingUsername: 'The user name that this outgoing server asks for.',
      outgoingPassword: 'The password that this outgoing server asks for. It is encrypted before it is stored.',
    },
    protocols: { imap: 'IMAP', pop3: 'POP3' },
    protocolHints: {
      imap: 'Recommended. Your e-mails stay on the server, available to all your devices.',
      pop3: 'If your provider has no IMAP. There are no folders.',
    },
    securities: { tls: 'TLS (SSL)', starttls: 'STARTTLS', none: 'None' },
    securityHints: {
      tls: 'Encrypted from the first moment.',
      starttls: 'Encrypted before anything is sent.',
      none: 'Nothing is encrypted.',
    },
    authentications: {
      same: 'The same user name and password as for incoming e-mail',
      different: 'A different user name and password',
      none: 'No authentication',
    },
    authenticationHints: {
      same: 'The most common case.',
      different: 'If your provider gave you some for the outgoing server.',
      none: 'Rare: the server accepts your e-mails without a password.',
    },
    cleartextWarning:
      'Without encryption, others can read your password and your e-mails on the way. Choose TLS or STARTTLS if your provider offers it.',
    cleartextSeeAbove: 'Your consent, given above, covers outgoing e-mail too.',
    cleartextConsent: 'I understand this risk and accept an unencrypted connection.',
    show: 'Show',
    hide: 'Hide',
    showPassword: (label) => `Show: ${label}`,
    save: 'Save and validate',
    saving: 'Saving…',
    cancel: 'Cancel',
    kept: 'We kept what you had typed. Passwords have to be typed again.',
    notSaved: 'Nothing was saved.',
    summary: (count) => (count === 1 ? 'One field needs a correction' : `${count} fields need a correction`),
    cleaned: (what) => `We removed ${list.format(what.map((each) => removed[each]))}.`,
    problem: (field: FieldName, problem: FieldProblem): string => {
      switch (problem) {
        case 'missing':
          return missing[field] ?? 'Fill in this field.';
        case 'not-an-address':
          return 'Enter a complete address, for example first.last@company.com.';
        case 'not-a-host':
          return 'Enter only the name of the server, for example mail.company.com.';
        case 'not-a-port':
          return 'Enter a number from 1 to 65535.';
        case 'not-a-server-address':
          return 'Enter the address of the server on one line.';
        case 'secret-in-address':
          return 'Enter only the address of the server, without a user name or a password. Example: webmail.company.com';
        case 'too-long':
          return 'This is too long.';
        case 'password-again':
          return 'Type the password again, because the server or the user name has changed.';
        case 'password-for-provider':
          return 'Type the password again, because the provider, the address or the user name has changed.';
        case 'password-for-address':
          return 'Type the password, because the address, the user name or the way to connect has changed.';
        case 'consent':
          return 'Tick the box to accept an unencrypted connection, or choose TLS or STARTTLS.';
      }
    },
  },

  ways: waysEnCA,
  hosted: hostedEnCA,
  discovery: discoveryEnCA,
  help: helpEnCA,

  steps: {
    heading: 'Validating your connection',
    running: 'We are checking every step. This usually takes less than a minute.',
    list: 'Validation steps',
    states: stepStates,
    progress: (done, all) => `${done} of ${all} steps`,
    seconds: (value) => `${value}\u00a0s`,
    milliseconds: (value) => `${value}\u00a0ms`,
    remedy: 'What to do',
    serverText: 'What the server answered',
    retryable: 'Trying again without changing anything can help.',
    notRetryable: 'Trying again without changing anything will not help.',
    cancel: 'Stop the validation',
    cancelling: 'Stopping…',
    interrupted: 'The link to the portal is interrupted. The validation goes on; we are restoring the link.',
    started: 'The validation has started.',
    onePassed: (title) => `Step passed: ${title}.`,
    manyPassed: (first, last) => `Steps ${first} to ${last} passed.`,
    ended: (title, state, message) => `${title}: ${state.toLowerCase()}. ${message}`.trim(),
    nowRunning: (title) => `In progress: ${title}.`,
  },

  result: {
    passed: 'Your mailbox is connected',
    passedText: 'By voice, you can now ask your voice assistant:',
    passedList: [
      'to read your e-mails to you and to answer them',
      'to forward, delete and archive e-mails',
      'to send voice messages by e-mail',
    ],
    passedPop3: 'With POP3, archiving and folders are not available.',
    testMessage: (address) => `A test e-mail has just arrived at ${address}. You can delete it.`,
    withWarnings: 'One step deserves your attention. See the details below.',
    failed: 'The connection could not be established',
    failedText: 'This is the step that failed, and what you can do.',
    cancelled: 'The validation was stopped',
    cancelledText: 'Your settings are saved, but the connection is not validated.',
    correct: 'Correct the settings',
    again: 'Validate again',
    done: 'Done',
    later: 'Continue later',
  },

  connection: {
    heading: 'Your connection',
    states: { established: 'Connected', broken: 'Connection failing', unproven: 'Not validated' },
    stateTexts: {
      established: 'Your voice assistant has access to your mailbox.',
      broken: 'The last validation failed. Correct the settings or validate again.',
      unproven: 'Your settings are saved, but they were not validated to the end yet.',
    },
    settings: 'Settings',
    server: (host, port) => `${host}, port ${port}`,
    sameAuthentication: 'The same as for incoming e-mail',
    noAuthentication: 'None',
    otherAuthentication: (username) => `User name ${username}`,
    keepsCopy: 'A copy stays on the server',
    keepsNoCopy: 'No copy stays on the server',
    copy: 'Fetched e-mails',
    password: 'Stored (never shown)',
    lastValidation: 'Last validation',
    validatedAt: (when, state) => `${when}: ${state}`,
    validationStates: { running: 'in progress', passed: 'passed', failed: 'failed', cancelled: 'stopped' },
    never: 'None yet',
    showSteps: 'Show the steps',
    edit: 'Edit',
    again: 'Validate again',
    remove: 'Remove the connection',
    removed: 'The connection is removed. Your mailbox has not changed.',
    removeHeading: 'Remove this connection?',
    removeText: (address) =>
      `Your voice assistant will no longer have access to the mailbox ${address}. The settings and the password stored here will be erased for good. Your e-mails stay untouched at your provider.`,
    removeConfirm: 'Remove',
    removing: 'Removing…',
    removeCancel: 'Keep the connection',
    removeFailed: 'Removing did not work. Please try again.',
    startFailed: 'The validation could not be started. Please try again.',
  },

  aside: {
    needHeading: 'What you need',
    need: [
      'Your e-mail address, your user name and your password',
      'The access protocol: IMAP (recommended) or POP3',
      'The names of the incoming and outgoing servers',
    ],
    needWhere: 'Your e-mail provider lists them in its help pages, often under “Set up a mail program”.',
    privacyHeading: 'Your privacy',
    privacy: [
      'Your password is encrypted before it is stored, and never shown.',
      'Your e-mails cannot be read from this portal.',
      'You can remove the connection at any time.',
    ],
  },
};
