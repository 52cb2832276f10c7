import 'reflect-metadata';
import { runAsProcess, runService } from '@mail-access/messaging';
import { credentialVault } from './assemble.js';
import { readConfiguration } from './configuration.js';

await runAsProcess(async () => runService(credentialVault(readConfiguration(process.env))));
