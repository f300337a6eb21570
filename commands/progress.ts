import type { WriteStream } from 'node:tty';

/** Tells how far something is: to a person one line that changes, to a log a line every few seconds. */
export interface Progress {
  show(text: string): void;
  /** Leaves the line to what is printed next. */
  end(): void;
}

const CHANGE_LINE_MS = 100;
const NEW_LINE_MS = 5000;
const CLEAR_LINE = '\r\x1b[K';

export function showProgress(out: Pick<WriteStream, 'write' | 'isTTY'>, clock: () => number): Progress {
  const pause = out.isTTY ? CHANGE_LINE_MS : NEW_LINE_MS;
  let shown = clock();
  return {
    show(text) {
      if (clock() - shown < pause) return;
      shown = clock();
      out.write(out.isTTY ? `${CLEAR_LINE}${text}` : `${text}\n`);
    },
    end() {
      if (out.isTTY) out.write(CLEAR_LINE);
    },
  };
}
