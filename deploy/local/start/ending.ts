type Stop = () => Promise<unknown>;

/** Ends what was started, services first, then the servers they use; whatever fails to end does not keep the rest alive. */
export class Ending {
  readonly #services: Stop[] = [];
  readonly #servers: Stop[] = [];
  #ended: Promise<void> | undefined;

  service(stop: Stop): void {
    this.#add(this.#services, stop);
  }

  server(stop: Stop): void {
    this.#add(this.#servers, stop);
  }

  get begun(): boolean {
    return this.#ended !== undefined;
  }

  run(): Promise<void> {
    return (this.#ended ??= this.#end());
  }

  /** What comes up while everything ends is ended at once. */
  #add(list: Stop[], stop: Stop): void {
    if (this.begun) void stop().catch(() => undefined);
    else list.push(stop);
  }

  async #end(): Promise<void> {
    for (const list of [this.#services, this.#servers]) await Promise.allSettled(list.map((stop) => stop()));
  }
}
