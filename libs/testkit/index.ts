export { ConversationBroken, type ConversationScript } from './conversation-script.js';
export { scriptedImapServer } from './scripted-imap-server.js';
export type { ScriptedServer, ScriptedServerOptions } from './scripted-line-server.js';
export { scriptedPop3Server } from './scripted-pop3-server.js';
export { scriptedSmtpServer } from './scripted-smtp-server.js';
export type { ServerCertificate } from './server-certificate.js';

export {
  cacheDirectory,
  createCertificateAuthority,
  ensureDebianPackages,
  freePort,
  freePorts,
  startDovecot,
  startNats,
  startPostgres,
} from '@mail-access/local';
export type {
  CertificateAuthority,
  DovecotServer,
  DovecotTweaks,
  DovecotUser,
  IssuedCertificate,
  NatsServer,
  NatsUser,
  PostgresServer,
} from '@mail-access/local';
export { temporaryDirectory } from './launch-directory.js';
export { startTestInfrastructure, testNatsUsers } from './launch-infrastructure.js';
export type { TestInfrastructure } from './launch-infrastructure.js';
export { startPostfix } from './launch-postfix.js';
export type { PostfixServer } from './launch-postfix.js';
export { startSoftHsm } from './launch-soft-hsm.js';
export type { SoftHsm } from './launch-soft-hsm.js';
export { scriptedDns } from './scripted-dns.js';
export type { DnsFault, DnsRecords, ScriptedDns, ScriptedDnsOptions } from './scripted-dns.js';
export { unansweringServer, type UnansweringServer } from './unanswering-server.js';
export { repetitions } from './repetitions.js';
export { scriptedInternet, type ScriptedInternet } from './scripted-internet.js';
export { scriptedGoogle, type ScriptedGoogleOptions } from './sign-in/scripted-google.js';
export { scriptedMicrosoft, scriptedTenant, type ScriptedMicrosoftOptions } from './sign-in/scripted-microsoft.js';
export type { Choice, Rotation, SignInFault, TokenCall } from './sign-in/sign-in-calls.js';
export type { SignInServer } from './sign-in/sign-in-server.js';
