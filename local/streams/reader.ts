import type { Position } from './position.ts';

/** One that follows a stream: a lane of an event source mapping, or the expiry of items. */
export interface StreamReader {
  /** Whether it could go on now, as far as the stream has been read; not while it waits for the clock. */
  hasWork(): boolean;
  /** Goes on in the background, holding the clock until it is done or has to wait; does nothing while it runs. */
  run(): void;
  /** Before this nothing will be read again. */
  savedPosition(): Position;
  /** Resolves when what runs has ended; begins nothing more. */
  stop(): Promise<void>;
}
