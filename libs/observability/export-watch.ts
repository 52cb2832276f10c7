import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import type { Logger } from './logger.js';

type Done = (result: ExportResult) => void;
type Signal = 'traces' | 'metrics';

interface Exporter<Batch> {
  export(batch: Batch, done: Done): void;
}

/** A collector that fails every other batch is told of this often at most. */
const quietMs = 5 * 60_000;

/**
 * Says once that the collector does not take a signal, and once that it does again. The SDK would report each batch, and
 * a collector that is down for a night would fill the log.
 */
export class ExportWatch {
  private readonly failing = new Set<Signal>();
  private readonly quietUntil = new Map<Signal, number>();

  constructor(
    private readonly logger: Logger | undefined,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Hands the batch to the exporter; whatever happens there, nothing is thrown here. */
  through<Batch>(exporter: Exporter<Batch>, signal: Signal, batch: Batch, done: Done): void {
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

  private note(signal: Signal, result: ExportResult): void {
    if (result.code === ExportResultCode.SUCCESS) {
      if (this.failing.delete(signal)) this.logger?.info('telemetry-export-recovered', { signal });
    } else if (!this.failing.has(signal) && this.now() >= (this.quietUntil.get(signal) ?? 0)) {
      this.failing.add(signal);
      this.quietUntil.set(signal, this.now() + quietMs);
      this.logger?.warn('telemetry-export-failed', { signal, err: result.error });
    }
  }
}
