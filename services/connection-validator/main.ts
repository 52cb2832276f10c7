import 'reflect-metadata';
import { runAsProcess, runService } from '@mail-access/messaging';
import { connectionValidator } from './assemble.js';
import { readConfiguration } from './configuration.js';

await runAsProcess(async () => runService(connectionValidator(readConfiguration(process.env))));
