import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { Logger } from './logger.js';

type Done = (result: ExportResult) => void;

interface Exporter<Batch> {
  export(batch: Batch, done: Done): void;
}

/**
 * Says once that the collector cannot be reached, and once that it can again. The SDK would report each batch, and a
 * collector that is down for a night would fill the log.
 */
export class ExportWatch {
  private failing = false;

  constructor(private readonly logger: Logger | undefined) {}

  /** Hands the batch to the exporter; whatever happens there, nothing is thrown here. */
  through<Batch>(exporter: Exporter<Batch>, signal: 'traces' | 'metrics', batch: Batch, done: Done): void {
    const finish: Done = (result) => {
      this.note(signal, result);
      // A failure has been noted: passed on, the SDK would report it a second time through its global error handler.
      done({ code: ExportResultCode.SUCCESS });
    };
    try {
      exporter.export(batch, finish);
    } catch (error) {
      finish({ code: ExportResultCode.FAILED, ...(error instanceof Error && { error }) });
    }
  }

  private note(signal: string, result: ExportResult): void {
    const failed = result.code !== ExportResultCode.SUCCESS;
    if (failed === this.failing) return;
    this.failing = failed;
    if (failed) this.logger?.warn('telemetry-export-failed', { signal, err: result.error });
    else this.logger?.info('telemetry-export-recovered', { signal });
  }
}
