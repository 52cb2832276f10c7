/** Tells the operator what happens, line by line. */
export class Progress {
  readonly #started = performance.now();

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** Does a part of the start and says how long it took. */
  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work();
    this.say(`  ${name} (${seconds(performance.now() - started)})`);
    return result;
  }

  elapsed(): string {
    return seconds(performance.now() - this.#started);
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
