import 'reflect-metadata';
import { runAsProcess } from '@mail-access/messaging';
import { readConfiguration } from './configuration.js';
import { runGateway } from './run-gateway.js';

await runAsProcess(async () => runGateway(readConfiguration(process.env)));
